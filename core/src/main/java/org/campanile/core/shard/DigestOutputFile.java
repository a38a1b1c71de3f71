package org.campanile.core.shard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.campanile.core.storage.Checksums;
import org.campanile.core.storage.FileOutput;
import org.campanile.core.storage.FileStore;
import org.jspecify.annotations.Nullable;

/** One file of a store as Parquet writes it, with its length and checksum taken on the way. */
final class DigestOutputFile implements OutputFile {
    private final FileOutput out;
    private final String location;
    private final MessageDigest digest = Checksums.sha256();
    private long length;
    private @Nullable ByteArrayOutputStream end;

    DigestOutputFile(FileStore store, String path) throws IOException {
        this.out = store.create(path);
        this.location = store.root() + "/" + path;
    }

    long length() {
        return length;
    }

    /** The checksum of the whole file; may be asked for once. */
    String sha256() {
        return Checksums.hexadecimal(digest);
    }

    /** What is written from now on is the file's end, footer included: it is put in order when the file is closed. */
    void beginEnd() {
        end = new ByteArrayOutputStream();
    }

    void discard() {
        out.discard();
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) {
        return new DigestOutputStream();
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
        return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }

    @Override
    public String getPath() {
        return location;
    }

    private final class DigestOutputStream extends PositionOutputStream {
        private final byte[] single = new byte[1];

        @Override
        public long getPos() {
            return end == null ? length : length + end.size();
        }

        @Override
        public void write(int value) throws IOException {
            single[0] = (byte) value;
            write(single, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            if (end == null) {
                put(bytes, offset, count);
            } else {
                end.write(bytes, offset, count);
            }
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            if (end != null) {
                byte[] ordered = FileEnd.ordered(end.toByteArray());
                put(ordered, 0, ordered.length);
            }
            out.close();
        }

        private void put(byte[] bytes, int offset, int count) throws IOException {
            out.write(bytes, offset, count);
            digest.update(bytes, offset, count);
            length += count;
        }
    }
}
