package org.campanile.core.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/** A file store whose reads fail when a test says so. */
public record FaultyFileStore(FileStore store, Faults faults) implements FileStore {
    /** Asked before each operation. */
    @FunctionalInterface
    public interface Faults {
        /** Throws if the operation, such as {@code read}, shall fail. */
        void check(String operation) throws IOException;
    }

    @Override
    public String root() {
        return store.root();
    }

    @Override
    public FileStore folder(String path) {
        return new FaultyFileStore(store.folder(path), faults);
    }

    @Override
    public boolean exists(String path) throws IOException {
        faults.check("exists");
        return store.exists(path);
    }

    @Override
    public long size(String path) throws IOException {
        faults.check("size");
        return store.size(path);
    }

    @Override
    public InputStream read(String path) throws IOException {
        return Channels.newInputStream(open(path));
    }

    @Override
    public SeekableByteChannel open(String path) throws IOException {
        faults.check("open");
        return new Channel(store.open(path), faults);
    }

    @Override
    public FileOutput create(String path) throws IOException {
        faults.check("create");
        return store.create(path);
    }

    @Override
    public List<String> list(String path) throws IOException {
        faults.check("list");
        return store.list(path);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        store.rename(from, to);
    }

    @Override
    public void delete(String path) throws IOException {
        store.delete(path);
    }

    /** Reads at most 7 bytes at a time, so that a file takes many reads. */
    private record Channel(SeekableByteChannel channel, Faults faults) implements SeekableByteChannel {
        @Override
        public int read(ByteBuffer target) throws IOException {
            int limit = target.limit();
            target.limit(Math.min(limit, target.position() + 7));
            try {
                int length = channel.read(target);
                // A failure may come when some bytes have arrived already.
                faults.check("read");
                return length;
            } finally {
                target.limit(limit);
            }
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return channel.write(source);
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            faults.check("position");
            channel.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            return channel.truncate(size);
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
