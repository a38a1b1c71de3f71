package org.campanile.core.embedding;

import java.nio.file.Path;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.math.FloatRows;

/**
 * A table in a file of {@link MappedTableFile}, for scoring. Opening it reads the header alone, and processes on one
 * machine that open the same file share its memory. An update throws {@link UnsupportedOperationException}.
 */
public final class MappedEmbeddingTable implements EmbeddingTable, TableState {
    private final String name;
    private final int rows;
    private final int dim;
    private final RowStorage storage;
    private final Runnable whenClosed;
    private final EmbeddingLookUp lookUp;

    private MappedEmbeddingTable(String name, int rows, int dim, RowStorage storage, Runnable whenClosed) {
        this.name = name;
        this.rows = rows;
        this.dim = dim;
        this.storage = storage;
        this.whenClosed = whenClosed;
        this.lookUp = new EmbeddingLookUp(name, rows, dim, storage, new ScratchPool(dim, dim));
    }

    /**
     * Opens a file; its weights are not checked against their checksum, see {@link MappedTableFile#verify}.
     *
     * @param name for messages
     * @throws CampanileException when it cannot be read, is not such a file, or is not whole
     */
    public static MappedEmbeddingTable open(String name, Path file) {
        return open(name, file, MappedRows.MAX_CHUNK_ELEMENTS);
    }

    static MappedEmbeddingTable open(String name, Path file, int maxChunkElements) {
        MappedTableFile opened = MappedTableFile.open(file);
        ChunkLayout layout = ChunkLayout.of(opened.rows(), opened.dim(), maxChunkElements);
        RowStorage storage = new MappedRows(name, layout, opened.map(layout));
        return new MappedEmbeddingTable(name, opened.rows(), opened.dim(), storage, storage::close);
    }

    /**
     * Another view of the same rows, for another model. They are gone when this table is closed; closing a view does
     * nothing.
     */
    public MappedEmbeddingTable share() {
        return new MappedEmbeddingTable(name, rows, dim, storage, () -> {});
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int dim() {
        return dim;
    }

    @Override
    public TableStep newStep() {
        return new TableStep(name, rows, dim);
    }

    @Override
    public void prepare(TableStep step) {}

    @Override
    public void lookUp(int[] ids, int from, int count, FloatRows destination, int firstRow, int column) {
        lookUp.single(ids, from, count, destination, firstRow, column);
    }

    @Override
    public void lookUpScaled(
            int row, float[] factors, int at, int stride, int count, FloatRows destination, int firstRow, int column) {
        lookUp.scaled(row, factors, at, stride, count, destination, firstRow, column);
    }

    @Override
    public void lookUpPooled(
            JaggedIds ids, int fromRow, int count, Pooling pooling, FloatRows destination, int firstRow, int column) {
        lookUp.pooled(ids, fromRow, count, pooling, destination, firstRow, column);
    }

    @Override
    public void lookUpMax(
            JaggedIds ids,
            int fromRow,
            int count,
            TableStep step,
            int source,
            FloatRows destination,
            int firstRow,
            int column) {
        lookUp.maximum(ids, fromRow, count, step, source, destination, firstRow, column);
    }

    @Override
    public void update(TableStep step, FloatRows[] gradients, int member, int members) {
        throw new UnsupportedOperationException("table " + name + " is read from a file and cannot be changed");
    }

    @Override
    public boolean decays() {
        return false;
    }

    @Override
    public void catchUp(TableStep step, int member, int members) {}

    @Override
    public TableState state() {
        return this;
    }

    @Override
    public int stateSize() {
        return 0;
    }

    @Override
    public void readRecord(int row, float[] record, int from) {
        Check.that(row >= 0 && row < rows, "table %s: row %d is outside [0, %d)", name, row, rows);
        storage.read(row, record, from);
    }

    @Override
    public void writeRecord(int row, float[] record, int from) {
        storage.write(row, record, from);
    }

    @Override
    public int[] touchedRows() {
        return new int[0];
    }

    @Override
    public void clearTouched() {}

    /** Gives the rows up. Any later use throws {@link IllegalStateException}; closing again does nothing. */
    @Override
    public void close() {
        whenClosed.run();
    }
}
