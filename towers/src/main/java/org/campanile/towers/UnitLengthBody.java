package org.campanile.towers;

import java.util.List;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.nn.GrowingMatrix;

/** Scales another body's vectors to length 1, so that their dot product is the cosine of the angle between them. */
final class UnitLengthBody implements TowerBody {
    private final TowerBody inner;
    private final UnitLength scaling;
    private final GrowingMatrix vectors;
    private final GrowingMatrix gradients;

    UnitLengthBody(TowerBody inner) {
        this.inner = inner;
        this.scaling = new UnitLength(inner.outputSize());
        this.vectors = new GrowingMatrix(inner.outputSize());
        this.gradients = new GrowingMatrix(inner.outputSize());
    }

    @Override
    public int outputSize() {
        return inner.outputSize();
    }

    @Override
    public FloatMatrix input(int rows) {
        return inner.input(rows);
    }

    @Override
    public FloatMatrix forward(int rows) {
        FloatMatrix scaled = vectors.atLeast(rows);
        scaling.forward(inner.forward(rows), rows, scaled);
        return scaled;
    }

    @Override
    public FloatMatrix outputGradient(int rows) {
        return gradients.atLeast(rows);
    }

    @Override
    public FloatMatrix backward(int rows) {
        scaling.backward(vectors.atLeast(rows), gradients.atLeast(rows), rows, inner.outputGradient(rows));
        return inner.backward(rows);
    }

    @Override
    public void update() {
        inner.update();
    }

    @Override
    public List<DenseParameters> parameters() {
        return inner.parameters();
    }

    @Override
    public void close() {
        inner.close();
        vectors.close();
        gradients.close();
    }
}
