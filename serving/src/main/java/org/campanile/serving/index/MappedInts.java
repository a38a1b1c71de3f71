package org.campanile.serving.index;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;

/** The whole numbers of a file, little-endian, mapped into memory. Immutable; safe for use by any number of threads. */
final class MappedInts {
    /** A buffer takes at most 2 GiB. */
    private static final int CHUNK_BITS = 28;

    private final IntBuffer[] chunks;
    private final int chunkBits;
    private final long length;

    private MappedInts(IntBuffer[] chunks, int chunkBits, long length) {
        this.chunks = chunks;
        this.chunkBits = chunkBits;
        this.length = length;
    }

    static MappedInts open(Path file) throws IOException {
        return open(file, CHUNK_BITS);
    }

    /** @param chunkBits numbers of a buffer, as a power of two */
    static MappedInts open(Path file, int chunkBits) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long length = channel.size() / Integer.BYTES;
            IntBuffer[] chunks = new IntBuffer[(int) ((length + (1L << chunkBits) - 1) >>> chunkBits)];
            for (int chunk = 0; chunk < chunks.length; chunk++) {
                long first = (long) chunk << chunkBits;
                long count = Math.min(length - first, 1L << chunkBits);
                chunks[chunk] = channel.map(MapMode.READ_ONLY, first * Integer.BYTES, count * Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asIntBuffer();
            }
            return new MappedInts(chunks, chunkBits, length);
        }
    }

    long length() {
        return length;
    }

    int get(long place) {
        return chunks[(int) (place >>> chunkBits)].get((int) place & (1 << chunkBits) - 1);
    }
}
