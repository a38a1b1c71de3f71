package org.campanile.core.checkpoint;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import org.campanile.core.storage.Checksums;
import org.campanile.core.storage.FileOutput;
import org.campanile.core.storage.FileStore;

/** Files of little-endian single-precision numbers. */
final class FloatFiles {
    private static final int BUFFER_NUMBERS = 1 << 14;

    private FloatFiles() {}

    /** Gives the numbers of a file piece by piece. */
    interface Source {
        /** Fills {@code piece[0]} to {@code piece[count - 1]} with the numbers from {@code first} on. */
        void read(long first, int count, float[] piece);
    }

    /** Takes the numbers of a file piece by piece. */
    interface Target {
        /** Takes {@code piece[0]} to {@code piece[count - 1]}, the numbers from {@code first} on. */
        void write(long first, int count, float[] piece);
    }

    /**
     * Writes a file.
     *
     * @param unit pieces hold whole multiples of so many numbers
     */
    static CheckpointFile write(FileStore folder, String path, long numbers, int unit, Source source)
            throws IOException {
        float[] piece = new float[pieceSize(unit)];
        ByteBuffer bytes = buffer(piece.length);
        MessageDigest digest = Checksums.sha256();
        try (FileOutput out = folder.create(path)) {
            for (long first = 0; first < numbers; first += piece.length) {
                int count = (int) Math.min(piece.length, numbers - first);
                source.read(first, count, piece);
                bytes.clear().asFloatBuffer().put(piece, 0, count);
                digest.update(bytes.array(), 0, count * Float.BYTES);
                out.write(bytes.array(), 0, count * Float.BYTES);
            }
        }
        return new CheckpointFile(path, numbers * Float.BYTES, Checksums.hexadecimal(digest));
    }

    /** Reads a file written with the same {@code numbers} and {@code unit}. */
    static void read(FileStore folder, String path, long numbers, int unit, Target target) throws IOException {
        float[] piece = new float[pieceSize(unit)];
        ByteBuffer bytes = buffer(piece.length);
        try (InputStream in = folder.read(path);
                DataInputStream data = new DataInputStream(in)) {
            for (long first = 0; first < numbers; first += piece.length) {
                int count = (int) Math.min(piece.length, numbers - first);
                data.readFully(bytes.array(), 0, count * Float.BYTES);
                bytes.clear().asFloatBuffer().get(piece, 0, count);
                target.write(first, count, piece);
            }
            if (data.read() >= 0) {
                throw new EOFException(path + " holds more than " + numbers + " numbers");
            }
        }
    }

    private static int pieceSize(int unit) {
        return Math.max(1, BUFFER_NUMBERS / unit) * unit;
    }

    private static ByteBuffer buffer(int numbers) {
        return ByteBuffer.allocate(numbers * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
}
