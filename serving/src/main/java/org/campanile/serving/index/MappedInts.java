package org.campanile.serving.index;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole numbers of a file, little-endian, mapped into memory. Safe for use by any number of threads; those that may be changed
 * only while none changes them.
 */
final class MappedInts {
    /** A buffer takes at most 2 GiB. */
    private static final int CHUNK_BITS = 28;

    private final List<MappedByteBuffer> bytes;
    private final IntBuffer[] chunks;
    private final int chunkBits;
    private final long length;

    private MappedInts(List<MappedByteBuffer> bytes, int chunkBits, long length) {
        this.bytes = bytes;
        this.chunks = bytes.stream().map(MappedByteBuffer::asIntBuffer).toArray(IntBuffer[]::new);
        this.chunkBits = chunkBits;
        this.length = length;
    }

    static MappedInts open(Path file) throws IOException {
        return open(file, CHUNK_BITS);
    }

    /** @param chunkBits numbers of a buffer, as a power of two */
    static MappedInts open(Path file, int chunkBits) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return map(channel, MapMode.READ_ONLY, chunkBits);
        }
    }

    /** Numbers that may be changed. */
    static MappedInts openForChanges(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, READ, WRITE)) {
            return map(channel, MapMode.READ_WRITE, CHUNK_BITS);
        }
    }

    private static MappedInts map(FileChannel channel, MapMode mode, int chunkBits) throws IOException {
        long length = channel.size() / Integer.BYTES;
        List<MappedByteBuffer> chunks = new ArrayList<>();
        for (long first = 0; first < length; first += 1L << chunkBits) {
            long count = Math.min(length - first, 1L << chunkBits);
            MappedByteBuffer chunk = channel.map(mode, first * Integer.BYTES, count * Integer.BYTES);
            chunk.order(ByteOrder.LITTLE_ENDIAN);
            chunks.add(chunk);
        }
        return new MappedInts(chunks, chunkBits, length);
    }

    long length() {
        return length;
    }

    int get(long place) {
        return chunks[(int) (place >>> chunkBits)].get((int) place & (1 << chunkBits) - 1);
    }

    /** Reads so many numbers from a place on into {@code out[0]} on. */
    void read(long place, int[] out, int count) {
        int done = 0;
        while (done < count) {
            int at = (int) (place + done) & (1 << chunkBits) - 1;
            int some = Math.min(count - done, (1 << chunkBits) - at);
            chunks[(int) ((place + done) >>> chunkBits)].get(at, out, done, some);
            done += some;
        }
    }

    void set(long place, int number) {
        chunks[(int) (place >>> chunkBits)].put((int) place & (1 << chunkBits) - 1, number);
    }

    /** Writes all changes to the file. */
    void force() {
        bytes.forEach(MappedByteBuffer::force);
    }
}
