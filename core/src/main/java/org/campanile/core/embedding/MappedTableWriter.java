package org.campanile.core.embedding;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;

/**
 * Writes a {@link MappedTableFile} row by row. The file appears when it is finished and replaces one of the same name; what
 * is closed before leaves nothing. Used by one thread, and by one at a time for each file.
 */
public final class MappedTableWriter implements AutoCloseable {
    private static final int BLOCK_BYTES = 1 << 16;

    private final Path file;
    private final Path unfinished;
    private final int rows;
    private final int dim;
    private final FileChannel channel;
    private final ByteBuffer block;
    private final CRC32C checksum = new CRC32C();
    private int written;

    /**
     * @param rows number of rows, at least 1
     * @param dim  length of a row, at least 1
     * @throws CampanileException when the file cannot be written
     */
    public MappedTableWriter(Path file, int rows, int dim) {
        this.file = file;
        this.unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        this.rows = Check.positive(rows, "rows");
        this.dim = Check.positive(dim, "dim");
        this.block = ByteBuffer.allocateDirect(Math.max(Math.multiplyExact(dim, Float.BYTES), BLOCK_BYTES))
                .order(ByteOrder.nativeOrder());
        try {
            this.channel = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
            channel.position(MappedTableFile.HEADER_BYTES);
        } catch (IOException e) {
            throw cannotBeWritten(e);
        }
    }

    /**
     * Writes the next row.
     *
     * @param weights {@code [>= dim]}, of which the first {@code dim} count
     */
    public void append(float[] weights) {
        Check.that(written < rows, "table file %s takes %d rows and no more", file, rows);
        block.asFloatBuffer().put(weights, 0, dim);
        block.position(block.position() + dim * Float.BYTES);
        written++;
        if (block.remaining() < dim * Float.BYTES) {
            flush();
        }
    }

    /** Ends the file; all rows must have been written. */
    public void finish() {
        Check.that(written == rows, "table file %s has %d of %d rows", file, written, rows);
        flush();
        try {
            channel.write(MappedTableFile.header(rows, dim, checksum.getValue()), 0);
            channel.force(true);
            channel.close();
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw cannotBeWritten(e);
        }
    }

    private void flush() {
        block.flip();
        checksum.update(block.duplicate());
        try {
            while (block.hasRemaining()) {
                channel.write(block);
            }
        } catch (IOException e) {
            throw cannotBeWritten(e);
        }
        block.clear();
    }

    private CampanileException cannotBeWritten(IOException e) {
        return new CampanileException(
                "Table file " + file + " cannot be written: " + e.getMessage() + "; make room or choose another folder",
                e);
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            throw cannotBeWritten(e);
        }
    }
}
