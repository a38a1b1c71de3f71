package org.campanile.core.embedding;

import org.campanile.core.batch.JaggedIds;
import org.campanile.core.math.FloatRows;

/** What tables share whose vectors are looked up in a {@link RowStorage}, wherever that has them from. */
abstract class RowTable implements EmbeddingTable {
    final ScratchPool scratches;
    private final String name;
    private final RowMapping mapping;
    private final int dim;
    private final EmbeddingLookUp lookUp;

    /**
     * @param mapping   to rows of the storage
     * @param scratches for look-ups, and for whatever else a table does
     */
    RowTable(String name, RowMapping mapping, int dim, RowStorage storage, ScratchPool scratches) {
        this.name = name;
        this.mapping = mapping;
        this.dim = dim;
        this.scratches = scratches;
        this.lookUp = new EmbeddingLookUp(name, mapping, dim, storage, scratches);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int rows() {
        return mapping.rows();
    }

    @Override
    public final int dim() {
        return dim;
    }

    @Override
    public final TableStep newStep() {
        return new TableStep(name, mapping, dim);
    }

    @Override
    public final void lookUp(int[] ids, int from, int count, FloatRows destination, int firstRow, int column) {
        lookUp.single(ids, from, count, destination, firstRow, column);
    }

    @Override
    public final void lookUpScaled(
            int id, float[] factors, int at, int stride, int count, FloatRows destination, int firstRow, int column) {
        lookUp.scaled(id, factors, at, stride, count, destination, firstRow, column);
    }

    @Override
    public final void lookUpPooled(
            JaggedIds ids, int fromRow, int count, Pooling pooling, FloatRows destination, int firstRow, int column) {
        lookUp.pooled(ids, fromRow, count, pooling, destination, firstRow, column);
    }

    @Override
    public final void lookUpMax(
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
}
