package org.campanile.core.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.ForwardingChannel;
import org.campanile.core.storage.ForwardingFileStore;

/** Counts the bytes that are read through channels. */
final class CountingFileStore extends ForwardingFileStore {
    private final AtomicLong bytes;

    CountingFileStore(FileStore store, AtomicLong bytes) {
        super(store);
        this.bytes = bytes;
    }

    @Override
    public FileStore folder(String path) {
        return new CountingFileStore(store().folder(path), bytes);
    }

    @Override
    public SeekableByteChannel open(String path) throws IOException {
        return new Channel(super.open(path), bytes);
    }

    private static final class Channel extends ForwardingChannel {
        private final AtomicLong bytes;

        Channel(SeekableByteChannel channel, AtomicLong bytes) {
            super(channel);
            this.bytes = bytes;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int length = super.read(target);
            bytes.addAndGet(Math.max(length, 0));
            return length;
        }
    }
}
