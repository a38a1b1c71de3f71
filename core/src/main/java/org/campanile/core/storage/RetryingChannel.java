package org.campanile.core.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/** Reads a file from where it stands, through a new channel after each failure. For one thread. */
final class RetryingChannel implements SeekableByteChannel {
    private final FileStore store;
    private final String path;
    private final Retries retries;
    private @Nullable SeekableByteChannel channel;
    private long position;
    private boolean closed;

    RetryingChannel(FileStore store, String path, Retries retries) throws IOException {
        this.store = store;
        this.path = path;
        this.retries = retries;
        retries.run(this::channel);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireOpen();
        int begin = target.position();
        return retries.run(() -> {
            try {
                int length = channel().read(target);
                position += Math.max(length, 0);
                return length;
            } catch (IOException e) {
                target.position(begin);
                drop();
                throw e;
            }
        });
    }

    @Override
    public long position() throws IOException {
        requireOpen();
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws IOException {
        requireOpen();
        position = newPosition;
        SeekableByteChannel current = channel;
        if (current != null) {
            retries.run(() -> {
                try {
                    return channel().position(newPosition);
                } catch (IOException e) {
                    drop();
                    throw e;
                }
            });
        }
        return this;
    }

    @Override
    public long size() throws IOException {
        requireOpen();
        return retries.run(() -> channel().size());
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        SeekableByteChannel current = channel;
        channel = null;
        if (current != null) {
            current.close();
        }
    }

    /** The channel, a new one at the same position if the last was dropped. */
    private SeekableByteChannel channel() throws IOException {
        SeekableByteChannel current = channel;
        if (current == null) {
            current = store.open(path);
            channel = current;
            if (position > 0) {
                current.position(position);
            }
        }
        return current;
    }

    /** Closes a channel that failed; what closing says does not matter any more. */
    private void drop() {
        SeekableByteChannel current = channel;
        channel = null;
        if (current != null) {
            try {
                current.close();
            } catch (IOException ignored) {
                // The failure that led here is the one to be told.
            }
        }
    }

    private void requireOpen() throws ClosedChannelException {
        if (closed) {
            throw new ClosedChannelException();
        }
    }
}
