package org.campanile.core.tracking;

import java.util.Map;

/**
 * Tells how many bytes of a run's files have been sent once someone waits for them: until then they go in the background,
 * and nobody is told. Guards its own state.
 */
final class SendProgress {
    /** Less is sent before anyone has read that it is. */
    private static final long LEAST_BYTES = 8 << 20;

    private final ProgressListener listener;
    private boolean isWatched;
    private boolean isTold;
    private long total;
    private long done;

    SendProgress(ProgressListener listener) {
        this.listener = listener;
    }

    /** From now on someone waits. */
    synchronized void watch() {
        isWatched = true;
        tell();
    }

    /** Nobody waits any more. */
    synchronized void unwatch() {
        isWatched = false;
        end();
    }

    /** So many bytes are going to be sent. */
    synchronized void begin(long bytes) {
        total = bytes;
        done = 0;
        tell();
    }

    /** So many bytes of them have been sent. */
    synchronized void add(long bytes) {
        done += bytes;
        if (isTold) {
            listener.advance(done, Map.of());
        }
    }

    /** All are sent, or no more are going to be for now. */
    synchronized void end() {
        total = 0;
        if (isTold) {
            isTold = false;
            listener.end();
        }
    }

    private void tell() {
        if (isWatched && !isTold && total - done >= LEAST_BYTES) {
            isTold = true;
            listener.begin("sending files", total);
            listener.advance(done, Map.of());
        }
    }
}
