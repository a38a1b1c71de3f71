package org.campanile.core.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.campanile.core.storage.FileOutput;
import org.campanile.core.storage.FileStore;

/** Counts the bytes that are read through channels. */
record CountingFileStore(FileStore store, AtomicLong bytes) implements FileStore {
    @Override
    public String root() {
        return store.root();
    }

    @Override
    public FileStore folder(String path) {
        return new CountingFileStore(store.folder(path), bytes);
    }

    @Override
    public boolean exists(String path) throws IOException {
        return store.exists(path);
    }

    @Override
    public long size(String path) throws IOException {
        return store.size(path);
    }

    @Override
    public InputStream read(String path) throws IOException {
        return store.read(path);
    }

    @Override
    public SeekableByteChannel open(String path) throws IOException {
        return new Channel(store.open(path), bytes);
    }

    @Override
    public FileOutput create(String path) throws IOException {
        return store.create(path);
    }

    @Override
    public List<String> list(String path) throws IOException {
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

    private record Channel(SeekableByteChannel channel, AtomicLong bytes) implements SeekableByteChannel {
        @Override
        public int read(ByteBuffer target) throws IOException {
            int length = channel.read(target);
            bytes.addAndGet(Math.max(length, 0));
            return length;
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
            return channel.position(position);
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
