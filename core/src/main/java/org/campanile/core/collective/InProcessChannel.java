package org.campanile.core.collective;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Messages from one worker to another in the same JVM. A message is a reference to the sender's array, from which the
 * receiver takes the numbers; then it is removed and the sender may change the array.
 */
final class InProcessChannel {
    private final WaitPoint sender;
    private final WaitPoint receiver;
    private final Queue<Parcel> parcels = new ArrayDeque<>();
    private boolean closed;

    InProcessChannel(WaitPoint sender, WaitPoint receiver) {
        this.sender = sender;
        this.receiver = receiver;
    }

    synchronized void add(Parcel parcel) throws PeerClosedException {
        requireOpen();
        parcels.add(parcel);
        receiver.wake();
    }

    /** Whether the receiver has removed every message. */
    synchronized boolean drained() throws PeerClosedException {
        if (parcels.isEmpty()) {
            return true;
        }
        requireOpen();
        return false;
    }

    /** The oldest message; null when there is none yet. */
    synchronized @Nullable Parcel peek() throws PeerClosedException {
        requireOpen();
        return parcels.peek();
    }

    /** Removes the oldest message; throws when the sender closed meanwhile and may have changed its array. */
    synchronized void remove() throws PeerClosedException {
        requireOpen();
        parcels.remove();
        sender.wake();
    }

    synchronized void close() {
        closed = true;
        sender.wake();
        receiver.wake();
    }

    private void requireOpen() throws PeerClosedException {
        if (closed) {
            throw new PeerClosedException();
        }
    }

    record Parcel(MessageHeader header, Outgoing values) {}
}
