package org.campanile.towers;

import java.util.List;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.nn.GrowingMatrix;

/** The inputs are the vectors: matrix factorisation when the only input is an embedding of the key. */
final class IdentityBody implements TowerBody {
    private final GrowingMatrix values;
    private final GrowingMatrix gradients;

    IdentityBody(int size) {
        this.values = new GrowingMatrix(size);
        this.gradients = new GrowingMatrix(size);
    }

    @Override
    public int outputSize() {
        return values.columns();
    }

    @Override
    public void ensureCapacity(int rows, int members) {
        values.atLeast(rows);
        gradients.atLeast(rows);
    }

    @Override
    public FloatMatrix input() {
        return values.atLeast(1);
    }

    @Override
    public void forward(int member, int firstRow, int rows) {}

    @Override
    public FloatMatrix output() {
        return values.atLeast(1);
    }

    @Override
    public FloatMatrix outputGradient() {
        return gradients.atLeast(1);
    }

    @Override
    public void backward(int member, int firstRow, int rows) {}

    @Override
    public FloatMatrix inputGradient() {
        return gradients.atLeast(1);
    }

    @Override
    public void update(int member, int members) {}

    @Override
    public void finishStep() {}

    @Override
    public List<DenseParameters> parameters() {
        return List.of();
    }

    @Override
    public void close() {
        values.close();
        gradients.close();
    }
}
