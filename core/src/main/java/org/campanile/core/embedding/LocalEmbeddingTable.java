package org.campanile.core.embedding;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.BitSet;
import org.campanile.core.Check;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.Kernels;

/**
 * A table whose rows all stand in this JVM's heap. It takes {@code rows * (dim + stateSize) * 4} bytes, and per id of a
 * step about 40 more; a step allocates nothing once it has seen its largest batch.
 *
 * <p>Initial values are a hash of the seed, the table's name, row and column: workers that never spoke hold the same
 * table. Look-ups and gradients with an id outside {@code [0, rows)} throw {@link IllegalArgumentException}.
 */
public final class LocalEmbeddingTable implements EmbeddingTable, TableState {
    private final TableSettings settings;
    private final SparseOptimizer optimizer;
    private final RecordStorage storage;
    private final StepGradients gradients;
    private final BitSet touched;
    private final float[] vector;

    public LocalEmbeddingTable(TableSettings settings) {
        this(settings, RecordStorage.MAX_CHUNK_ELEMENTS);
    }

    LocalEmbeddingTable(TableSettings settings, int maxChunkElements) {
        this.settings = settings;
        this.optimizer = SparseOptimizer.of(settings.optimizer());
        this.storage = new RecordStorage(settings, optimizer.stateSize(), maxChunkElements);
        this.gradients = new StepGradients(settings.dim());
        this.touched = new BitSet(settings.rows());
        this.vector = new float[settings.dim()];
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
    public void lookUp(int[] ids, int from, int count, FloatMatrix destination, int firstRow, int column) {
        checkWindow(destination, firstRow, count, column);
        FloatBuffer target = destination.buffer();
        int position = firstRow * destination.columns() + column;
        for (int i = from; i < from + count; i++) {
            int row = checkedRow(ids, i);
            target.put(position, storage.chunk(row), storage.offset(row), dim());
            position += destination.columns();
        }
    }

    @Override
    public void lookUpPooled(JaggedIds ids, Pooling pooling, FloatMatrix destination, int firstRow, int column) {
        checkWindow(destination, firstRow, ids.rows(), column);
        FloatBuffer target = destination.buffer();
        int position = firstRow * destination.columns() + column;
        for (int row = 0; row < ids.rows(); row++) {
            pool(ids.values(), ids.start(row), ids.start(row + 1), pooling);
            target.put(position, vector, 0, dim());
            position += destination.columns();
        }
    }

    /** Writes the pooled rows of {@code ids[from]} to {@code ids[to - 1]} to {@link #vector}. */
    private void pool(int[] ids, int from, int to, Pooling pooling) {
        Arrays.fill(vector, 0f);
        for (int i = from; i < to; i++) {
            int row = checkedRow(ids, i);
            Kernels.active().add(storage.chunk(row), storage.offset(row), vector, 0, dim());
        }
        if (pooling == Pooling.MEAN && to > from) {
            Kernels.active().scale(1f / (to - from), vector, 0, dim());
        }
    }

    @Override
    public void addGradient(int[] ids, int from, int count, FloatMatrix gradient, int firstRow, int column) {
        checkWindow(gradient, firstRow, count, column);
        gradients.open(gradient, count);
        int position = firstRow * gradient.columns() + column;
        for (int i = from; i < from + count; i++) {
            gradients.add(checkedRow(ids, i), position, 1f);
            position += gradient.columns();
        }
    }

    @Override
    public void addPooledGradient(JaggedIds ids, Pooling pooling, FloatMatrix gradient, int firstRow, int column) {
        checkWindow(gradient, firstRow, ids.rows(), column);
        gradients.open(gradient, ids.count());
        int position = firstRow * gradient.columns() + column;
        for (int row = 0; row < ids.rows(); row++) {
            int end = ids.start(row + 1);
            float weight = pooling == Pooling.MEAN ? 1f / (end - ids.start(row)) : 1f;
            for (int i = ids.start(row); i < end; i++) {
                gradients.add(checkedRow(ids.values(), i), position, weight);
            }
            position += gradient.columns();
        }
    }

    @Override
    public void update() {
        for (int number = 0; number < gradients.rowCount(); number++) {
            int row = gradients.row(number);
            gradients.sum(number, vector);
            optimizer.update(storage.chunk(row), storage.offset(row), vector, dim());
            touched.set(row);
        }
        gradients.clear();
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
        System.arraycopy(storage.chunk(row), storage.offset(row), record, from, storage.recordSize());
    }

    @Override
    public void writeRecord(int row, float[] record, int from) {
        checkRow(row);
        System.arraycopy(record, from, storage.chunk(row), storage.offset(row), storage.recordSize());
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
        gradients.clear();
    }

    private void checkWindow(FloatMatrix matrix, int firstRow, int count, int column) {
        if (firstRow < 0
                || count < 0
                || count > matrix.rows() - firstRow
                || column < 0
                || dim() > matrix.columns() - column) {
            throw new IllegalArgumentException(String.format(
                    "table %s: %d rows of %d from row %d, column %d do not fit a matrix of %d x %d",
                    name(), count, dim(), firstRow, column, matrix.rows(), matrix.columns()));
        }
    }

    private int checkedRow(int[] ids, int position) {
        int row = ids[position];
        if (row < 0 || row >= settings.rows()) {
            throw new IllegalArgumentException(
                    String.format("table %s: id %d at position %d is outside [0, %d)", name(), row, position, rows()));
        }
        return row;
    }

    private void checkRow(int row) {
        Check.that(row >= 0 && row < rows(), "table %s: row %d is outside [0, %d)", name(), row, rows());
    }
}
