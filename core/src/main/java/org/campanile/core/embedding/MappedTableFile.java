package org.campanile.core.embedding;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.campanile.core.CampanileException;

/**
 * The weights of a table in a flat file that a process maps into its memory instead of reading it.
 *
 * <pre>
 * byte 0   magic      8 bytes, "CMPTABLE"
 *      8   order      int, 0x01020304: tells the byte order of all numbers, which is that of the machine that wrote
 *     12   version    int, 1
 *     16   rows       int
 *     20   dim        int
 *     24   weights    long, CRC-32C of all bytes from 64 on
 *     32   header     long, CRC-32C of the bytes before
 *     64   weights    rows * dim floats, row by row
 * </pre>
 */
public final class MappedTableFile {
    private static final byte[] MAGIC = {'C', 'M', 'P', 'T', 'A', 'B', 'L', 'E'};
    private static final int ORDER_MARK = 0x01020304;
    private static final int VERSION = 1;
    private static final int CHECKED_BYTES = 32;
    static final int HEADER_BYTES = 64;
    private static final int BLOCK_BYTES = 1 << 16;

    private final Path file;
    private final ByteOrder order;
    private final int rows;
    private final int dim;
    private final long checksum;

    private MappedTableFile(Path file, ByteOrder order, int rows, int dim, long checksum) {
        this.file = file;
        this.order = order;
        this.rows = rows;
        this.dim = dim;
        this.checksum = checksum;
    }

    int rows() {
        return rows;
    }

    int dim() {
        return dim;
    }

    /**
     * Writes the weights of all rows, without optimizer state. The file appears when it is whole and replaces one of the
     * same name.
     *
     * @throws CampanileException when it cannot be written
     */
    public static void write(Path file, TableState table) {
        float[] record = new float[table.dim() + table.stateSize()];
        try (MappedTableWriter writer = new MappedTableWriter(file, table.rows(), table.dim())) {
            for (int row = 0; row < table.rows(); row++) {
                table.readRecord(row, record, 0);
                writer.append(record);
            }
            writer.finish();
        }
    }

    static ByteBuffer header(int rows, int dim, long checksum) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.nativeOrder());
        header.put(MAGIC)
                .putInt(ORDER_MARK)
                .putInt(VERSION)
                .putInt(rows)
                .putInt(dim)
                .putLong(checksum);
        return header.putLong(headerChecksum(header)).clear();
    }

    private static long headerChecksum(ByteBuffer header) {
        CRC32C checksum = new CRC32C();
        checksum.update(header.slice(0, CHECKED_BYTES));
        return checksum.getValue();
    }

    /** Reads and checks the header. */
    static MappedTableFile open(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
            readFully(channel, header, 0);
            if (!header.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
                throw new CampanileException(file + " is not a table file: it does not begin with CMPTABLE");
            }
            header.order(header.getInt(8) == ORDER_MARK ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            return checked(file, header, channel.size());
        } catch (EOFException e) {
            throw new CampanileException(file + " is not a table file: it is shorter than the header of one", e);
        } catch (IOException e) {
            throw new CampanileException("Table file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static MappedTableFile checked(Path file, ByteBuffer header, long bytes) {
        int version = header.getInt(12);
        if (header.getInt(8) == ORDER_MARK && version > VERSION) {
            throw new CampanileException(String.format(
                    "Table file %s has format version %d, but this Campanile reads up to %d: use a newer Campanile",
                    file, version, VERSION));
        }
        int rows = header.getInt(16);
        int dim = header.getInt(20);
        long expected = HEADER_BYTES + (long) rows * dim * Float.BYTES;
        if (header.getLong(CHECKED_BYTES) != headerChecksum(header)) {
            throw damaged(file, "its header does not match its checksum");
        }
        if (bytes != expected) {
            throw damaged(file, "it has " + bytes + " bytes instead of " + expected);
        }
        return new MappedTableFile(file, header.order(), rows, dim, header.getLong(24));
    }

    /**
     * Reads the whole file and compares it with its checksum.
     *
     * @throws CampanileException when they differ, or the file cannot be read
     */
    public static void verify(Path file) {
        MappedTableFile opened = open(file);
        CRC32C checksum = new CRC32C();
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
            channel.position(HEADER_BYTES);
            while (channel.read(block) >= 0) {
                checksum.update(block.flip());
                block.clear();
            }
        } catch (IOException e) {
            throw new CampanileException("Table file " + file + " cannot be read: " + e.getMessage(), e);
        }
        if (checksum.getValue() != opened.checksum) {
            throw damaged(file, "its weights do not match their checksum");
        }
    }

    /** Maps the weights, chunk by chunk. */
    FloatBuffer[] map(ChunkLayout layout) {
        FloatBuffer[] chunks = new FloatBuffer[layout.chunks()];
        try (FileChannel channel = FileChannel.open(file)) {
            long rowBytes = (long) dim * Float.BYTES;
            for (int chunk = 0; chunk < chunks.length; chunk++) {
                long start = HEADER_BYTES + layout.firstRow(chunk) * rowBytes;
                chunks[chunk] = channel.map(MapMode.READ_ONLY, start, layout.rowsIn(chunk) * rowBytes)
                        .order(order)
                        .asFloatBuffer();
            }
        } catch (IOException e) {
            throw new CampanileException("Table file " + file + " cannot be mapped: " + e.getMessage(), e);
        }
        return chunks;
    }

    private static void readFully(FileChannel channel, ByteBuffer buffer, long position) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException();
            }
        }
    }

    private static CampanileException damaged(Path file, String how) {
        return new CampanileException("Table file " + file + " is damaged: " + how + "; write it again");
    }
}
