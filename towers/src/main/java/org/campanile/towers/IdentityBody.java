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
    public FloatMatrix input(int rows) {
        return values.atLeast(rows);
    }

    @Override
    public FloatMatrix forward(int rows) {
        return values.atLeast(rows);
    }

    @Override
    public FloatMatrix outputGradient(int rows) {
        return gradients.atLeast(rows);
    }

    @Override
    public FloatMatrix backward(int rows) {
        return gradients.atLeast(rows);
    }

    @Override
    public void update() {}

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
