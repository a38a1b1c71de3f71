package org.campanile.core.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/** A file store whose reads fail when a test says so. */
public final class FaultyFileStore extends ForwardingFileStore {
    private final Faults faults;

    public FaultyFileStore(FileStore store, Faults faults) {
        super(store);
        this.faults = faults;
    }

    /** Asked before each operation. */
    @FunctionalInterface
    public interface Faults {
        /** Throws if the operation, such as {@code read}, shall fail. */
        void check(String operation) throws IOException;
    }

    @Override
    public FileStore folder(String path) {
        return new FaultyFileStore(store().folder(path), faults);
    }

    @Override
    public boolean exists(String path) throws IOException {
        faults.check("exists");
        return super.exists(path);
    }

    @Override
    public long size(String path) throws IOException {
        faults.check("size");
        return super.size(path);
    }

    @Override
    public InputStream read(String path) throws IOException {
        return Channels.newInputStream(open(path));
    }

    @Override
    public SeekableByteChannel open(String path) throws IOException {
        faults.check("open");
        return new Channel(super.open(path), faults);
    }

    @Override
    public FileOutput create(String path) throws IOException {
        faults.check("create");
        return super.create(path);
    }

    @Override
    public List<String> list(String path) throws IOException {
        faults.check("list");
        return super.list(path);
    }

    /** Reads at most 7 bytes at a time, so that a file takes many reads. */
    private static final class Channel extends ForwardingChannel {
        private final Faults faults;

        Channel(SeekableByteChannel channel, Faults faults) {
            super(channel);
            this.faults = faults;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int limit = target.limit();
            target.limit(Math.min(limit, target.position() + 7));
            try {
                int length = super.read(target);
                // A failure may come when some bytes have arrived already.
                faults.check("read");
                return length;
            } finally {
                target.limit(limit);
            }
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            faults.check("position");
            return super.position(position);
        }
    }
}
