package org.campanile.core.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.campanile.core.storage.Checksums;
import org.campanile.core.storage.FileOutput;
import org.campanile.core.storage.FileStore;

/**
 * Long lists of records, each of {@code width} floats, as little-endian numbers in files of limited length. They pass
 * through a small block, whatever the length of the list.
 */
final class RecordFiles {
    private static final int BLOCK_LENGTH = 1 << 14;

    private final FileStore store;
    private final long maxBytes;

    /** A record longer than {@code maxBytes} has a file for itself. */
    RecordFiles(FileStore store, long maxBytes) {
        this.store = store;
        this.maxBytes = maxBytes;
    }

    /** Writes {@code <prefix>-00000.f32} and on; returns the files in order, none when there are no records. */
    List<SavedFile> write(String prefix, int records, int width, Source source) throws IOException {
        int perFile = (int) Math.max(1, Math.min(records, maxBytes / ((long) width * Float.BYTES)));
        List<SavedFile> files = new ArrayList<>();
        for (int first = 0; first < records; first += Math.min(perFile, records - first)) {
            String path = String.format(Locale.ROOT, "%s-%05d.f32", prefix, files.size());
            files.add(writeFile(path, first, Math.min(perFile, records - first), width, source));
        }
        return files;
    }

    private SavedFile writeFile(String path, int first, int records, int width, Source source) throws IOException {
        MessageDigest digest = Checksums.sha256();
        try (FileOutput out = store.create(path)) {
            try {
                writeBlocks(first, records, width, source, digest, out);
            } catch (IOException | RuntimeException e) {
                out.discard();
                throw e;
            }
        }
        return new SavedFile(path, (long) records * width * Float.BYTES, Checksums.hexadecimal(digest));
    }

    private static void writeBlocks(
            int first, int records, int width, Source source, MessageDigest digest, FileOutput out) throws IOException {
        int perBlock = recordsPerBlock(records, width);
        float[] block = new float[perBlock * width];
        byte[] bytes = new byte[block.length * Float.BYTES];
        FloatBuffer floats = littleEndian(bytes);
        for (int done = 0; done < records; done += perBlock) {
            int count = Math.min(perBlock, records - done);
            source.read(first + done, count, block);
            floats.put(0, block, 0, count * width);
            digest.update(bytes, 0, count * width * Float.BYTES);
            out.write(bytes, 0, count * width * Float.BYTES);
        }
    }

    /** Hands over all records of the files, in order. */
    void read(List<SavedFile> files, int width, Sink sink) throws IOException {
        int first = 0;
        for (SavedFile file : files) {
            int records = Math.toIntExact(file.bytes() / ((long) width * Float.BYTES));
            try (InputStream in = store.read(file.path())) {
                readBlocks(file.path(), first, records, width, sink, in);
            }
            first += records;
        }
    }

    private static void readBlocks(String path, int first, int records, int width, Sink sink, InputStream in)
            throws IOException {
        int perBlock = recordsPerBlock(records, width);
        float[] block = new float[perBlock * width];
        byte[] bytes = new byte[block.length * Float.BYTES];
        FloatBuffer floats = littleEndian(bytes);
        for (int done = 0; done < records; done += perBlock) {
            int count = Math.min(perBlock, records - done);
            int length = count * width * Float.BYTES;
            if (in.readNBytes(bytes, 0, length) < length) {
                throw new EOFException(path + " ended while it was being read");
            }
            floats.get(0, block, 0, count * width);
            sink.write(first + done, count, block);
        }
    }

    private static int recordsPerBlock(int records, int width) {
        return Math.max(1, Math.min(records, BLOCK_LENGTH / width));
    }

    private static FloatBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }

    /** Where records come from. */
    interface Source {
        /** Copies the records {@code first} to {@code first + count - 1} to {@code block[0]} on. */
        void read(int first, int count, float[] block);
    }

    /** Where records go. */
    interface Sink {
        /** Takes the records {@code first} to {@code first + count - 1} from {@code block[0]} on. */
        void write(int first, int count, float[] block);
    }
}
