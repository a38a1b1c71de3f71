package org.campanile.core.model;

import java.util.function.ToDoubleFunction;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;

/** A step of the smallest models: copies the batch, and trains with the copy. */
public final class CopiedBatchStep implements TrainingStep {
    private final ColumnSet columns;
    private final ToDoubleFunction<Batch> training;
    private Batch copy;

    /** @param training trains with a batch and returns the sum of its losses */
    public CopiedBatchStep(ColumnSet columns, ToDoubleFunction<Batch> training) {
        this.columns = columns;
        this.training = training;
        this.copy = new Batch(columns, 1);
    }

    @Override
    public void prepare(int epoch, Batch batch) {
        copy = new Batch(columns, Math.max(1, batch.size()));
        copy.append(batch, 0, batch.size());
    }

    @Override
    public double train() {
        return training.applyAsDouble(copy);
    }

    @Override
    public int samples() {
        return copy.size();
    }
}
