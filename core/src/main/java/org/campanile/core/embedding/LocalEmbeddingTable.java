package org.campanile.core.embedding;

import java.util.BitSet;
import org.campanile.core.Check;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.math.FloatRows;

/**
 * A table whose rows all stand in this process. It takes {@code rows * (dim + stateSize) * 4} bytes, and per id of a step
 * about 50 more; a step allocates nothing once it has seen its largest batch and its rows exist.
 *
 * <p>Initial values are a hash of the seed, the table's name, row and column: workers that never spoke hold the same
 * table. Look-ups and steps with an id outside {@code [0, rows)} throw {@link IllegalArgumentException}.
 */
public final class LocalEmbeddingTable implements EmbeddingTable, TableState {
    private final TableSettings settings;
    private final SparseOptimizer optimizer;
    private final RowStorage storage;
    private final ScratchPool scratches;
    private final EmbeddingLookUp lookUp;
    private final BitSet touched;

    public LocalEmbeddingTable(TableSettings settings) {
        this(settings, HeapRows.MAX_CHUNK_ELEMENTS);
    }

    LocalEmbeddingTable(TableSettings settings, int maxChunkElements) {
        this.settings = settings;
        this.optimizer = SparseOptimizer.of(settings.optimizer());
        int recordSize = settings.dim() + optimizer.stateSize();
        this.storage = new HeapRows(
                settings.name(),
                ChunkLayout.of(settings.rows(), recordSize, maxChunkElements),
                new InitialValues(settings));
        this.scratches = new ScratchPool(settings.dim(), recordSize);
        this.lookUp = new EmbeddingLookUp(settings.name(), settings.rows(), settings.dim(), storage, scratches);
        this.touched = new BitSet(settings.rows());
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public int rows() {
        return settings.rows();
    }

    @Override
    public int dim() {
        return settings.dim();
    }

    @Override
    public TableStep newStep() {
        return new TableStep(name(), rows(), dim());
    }

    @Override
    public void prepare(TableStep step) {
        for (int number = 0; number < step.distinctRows(); number++) {
            storage.touch(step.row(number));
        }
    }

    @Override
    public void lookUp(int[] ids, int from, int count, FloatRows destination, int firstRow, int column) {
        lookUp.single(ids, from, count, destination, firstRow, column);
    }

    @Override
    public void lookUpPooled(
            JaggedIds ids, int fromRow, int rows, Pooling pooling, FloatRows destination, int firstRow, int column) {
        lookUp.pooled(ids, fromRow, rows, pooling, destination, firstRow, column);
    }

    /*
     * Members take turns at the rows: frequent rows, whose gradients take longest to sum, appear early in a step, and the
     * first of adjoining shares would have them all.
     */
    @Override
    public void update(TableStep step, FloatRows[] gradients, int member, int members) {
        step.checkSources(gradients);
        Scratch scratch = scratches.take();
        for (int number = member; number < step.distinctRows(); number += members) {
            RowGradient gradient = scratch.gradient();
            gradient.compute(step, number, gradients);
            int row = step.row(number);
            float[] array = storage.record(row, scratch.record());
            optimizer.update(array, storage.offset(row), gradient.array(), gradient.from(), dim());
            storage.store(row, array);
        }
        scratches.giveBack(scratch);
        if (member == 0) {
            markTouched(step);
        }
    }

    private void markTouched(TableStep step) {
        for (int number = 0; number < step.distinctRows(); number++) {
            touched.set(step.row(number));
        }
    }

    @Override
    public TableState state() {
        return this;
    }

    @Override
    public int stateSize() {
        return optimizer.stateSize();
    }

    @Override
    public void readRecord(int row, float[] record, int from) {
        checkRow(row);
        storage.read(row, record, from);
    }

    @Override
    public void writeRecord(int row, float[] record, int from) {
        checkRow(row);
        storage.write(row, record, from);
    }

    @Override
    public int[] touchedRows() {
        return touched.stream().toArray();
    }

    @Override
    public void clearTouched() {
        touched.clear();
    }

    /** Gives the rows up. Any later use throws {@link IllegalStateException}; closing again does nothing. */
    @Override
    public void close() {
        storage.close();
    }

    private void checkRow(int row) {
        Check.that(row >= 0 && row < rows(), "table %s: row %d is outside [0, %d)", name(), row, rows());
    }
}
