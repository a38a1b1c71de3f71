package org.campanile.core.shard;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.campanile.core.storage.FileStore;

/** One file of a store as Parquet reads it. */
record ChannelInputFile(FileStore store, String path, long length) implements InputFile {
    @Override
    public long getLength() {
        return length;
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
        return new ChannelInputStream(store.open(path));
    }

    @Override
    public String toString() {
        return store.root() + "/" + path;
    }

    /** Reads into byte buffers without the copy that a plain input stream needs. */
    private static final class ChannelInputStream extends DelegatingSeekableInputStream {
        private final SeekableByteChannel channel;

        ChannelInputStream(SeekableByteChannel channel) {
            super(Channels.newInputStream(channel));
            this.channel = channel;
        }

        @Override
        public long getPos() throws IOException {
            return channel.position();
        }

        @Override
        public void seek(long position) throws IOException {
            channel.position(position);
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return channel.read(target);
        }

        @Override
        public void readFully(ByteBuffer target) throws IOException {
            while (target.hasRemaining()) {
                if (channel.read(target) < 0) {
                    throw new EOFException("the file ends at byte " + channel.position());
                }
            }
        }
    }
}
