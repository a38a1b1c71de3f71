package org.campanile.core.embedding;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;
import org.campanile.core.math.MappedMatrix;

/**
 * The rows of a {@link MappedTableFile} as matrices, block by block: operands of matrix products over all rows.
 *
 * <p>Immutable; safe for use by any number of threads.
 */
public final class MappedBlocks {
    private final List<MappedMatrix> blocks;
    private final int rows;
    private final int dim;
    private final int rowsPerBlock;

    private MappedBlocks(List<MappedMatrix> blocks, int rows, int dim, int rowsPerBlock) {
        this.blocks = List.copyOf(blocks);
        this.rows = rows;
        this.dim = dim;
        this.rowsPerBlock = rowsPerBlock;
    }

    /**
     * Maps a file; its weights are not checked against their checksum, see {@link MappedTableFile#verify}.
     *
     * @param rowsPerBlock a power of two; the last block may have fewer rows
     * @throws CampanileException when it cannot be read, is not such a file, is not whole, or was written on a machine of
     *     another byte order
     */
    public static MappedBlocks open(Path file, int rowsPerBlock) {
        Check.that(Integer.bitCount(rowsPerBlock) == 1, "rowsPerBlock must be a power of two, but is %d", rowsPerBlock);
        MappedTableFile opened = MappedTableFile.open(file);
        ChunkLayout layout = ChunkLayout.of(opened.rows(), opened.dim(), MappedRows.MAX_CHUNK_ELEMENTS);
        List<MappedMatrix> blocks = new ArrayList<>();
        FloatBuffer[] chunks = opened.map(layout);
        for (int chunk = 0; chunk < chunks.length; chunk++) {
            requireNativeOrder(file, chunks[chunk]);
            for (int first = 0; first < layout.rowsIn(chunk); first += rowsPerBlock) {
                int count = Math.min(rowsPerBlock, layout.rowsIn(chunk) - first);
                FloatBuffer block = chunks[chunk].slice(first * opened.dim(), count * opened.dim());
                blocks.add(new MappedMatrix(block, count, opened.dim()));
            }
        }
        return new MappedBlocks(blocks, opened.rows(), opened.dim(), rowsPerBlock);
    }

    private static void requireNativeOrder(Path file, FloatBuffer chunk) {
        if (chunk.order() != ByteOrder.nativeOrder()) {
            throw new CampanileException("Table file " + file + " was written on a machine of the byte order "
                    + chunk.order() + ", but this one has " + ByteOrder.nativeOrder() + ": write it again here.");
        }
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** Length of a row. */
    public int dim() {
        return dim;
    }

    /** The blocks: block b begins with row {@code b * rowsPerBlock}. */
    public List<MappedMatrix> blocks() {
        return blocks;
    }

    /** Reads a row into {@code out[at]} on. */
    public void read(int row, float[] out, int at) {
        Check.that(row >= 0 && row < rows, "row %d is outside [0, %d)", row, rows);
        blocks.get(row / rowsPerBlock).read(row % rowsPerBlock, out, at);
    }
}
