package org.campanile.core.evaluation;

import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.ModelState;
import org.campanile.core.model.RetrievalModel;
import org.campanile.core.model.StepClock;
import org.campanile.core.model.TrainingStep;

/** A retrieval model whose vectors are given: {@code [users, size]} and {@code [items, size]}. */
final class FixedVectors implements RetrievalModel {
    private final float[][] users;
    private final float[][] items;

    FixedVectors(float[][] users, float[][] items) {
        this.users = users;
        this.items = items;
    }

    @Override
    public int vectorSize() {
        return users[0].length;
    }

    @Override
    public void userVectors(int[] indices, int from, int count, FloatMatrix out) {
        copy(users, indices, from, count, out);
    }

    @Override
    public void itemVectors(int[] indices, int from, int count, FloatMatrix out) {
        copy(items, indices, from, count, out);
    }

    private static void copy(float[][] vectors, int[] indices, int from, int count, FloatMatrix out) {
        for (int row = 0; row < count; row++) {
            for (int i = 0; i < out.columns(); i++) {
                out.set(row, i, vectors[indices[from + row]][i]);
            }
        }
    }

    @Override
    public TrainingStep newStep() {
        throw new UnsupportedOperationException("these vectors are fixed");
    }

    @Override
    public StepClock clock() {
        throw new UnsupportedOperationException("these vectors are fixed");
    }

    @Override
    public ModelState state() {
        throw new UnsupportedOperationException("these vectors are fixed");
    }

    @Override
    public void close() {}
}
