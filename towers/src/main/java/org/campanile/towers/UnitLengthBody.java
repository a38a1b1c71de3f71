package org.campanile.towers;

import java.util.ArrayList;
import java.util.List;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.nn.GrowingMatrix;

/** Scales another body's vectors to length 1, so that their dot product is the cosine of the angle between them. */
final class UnitLengthBody implements TowerBody {
    private final TowerBody inner;
    private final List<UnitLength> members = new ArrayList<>();
    private final GrowingMatrix vectors;
    private final GrowingMatrix gradients;

    UnitLengthBody(TowerBody inner) {
        this.inner = inner;
        this.vectors = new GrowingMatrix(inner.outputSize());
        this.gradients = new GrowingMatrix(inner.outputSize());
    }

    @Override
    public int outputSize() {
        return inner.outputSize();
    }

    @Override
    public void ensureCapacity(int rows, int memberCount) {
        inner.ensureCapacity(rows, memberCount);
        vectors.atLeast(rows);
        gradients.atLeast(rows);
        while (members.size() < memberCount) {
            members.add(new UnitLength(outputSize()));
        }
    }

    @Override
    public FloatMatrix input() {
        return inner.input();
    }

    @Override
    public void forward(int member, int firstRow, int rows) {
        inner.forward(member, firstRow, rows);
        members.get(member).forward(inner.output(), firstRow, rows, output());
    }

    @Override
    public FloatMatrix output() {
        return vectors.atLeast(1);
    }

    @Override
    public FloatMatrix outputGradient() {
        return gradients.atLeast(1);
    }

    @Override
    public void backward(int member, int firstRow, int rows) {
        members.get(member).backward(output(), outputGradient(), firstRow, rows, inner.outputGradient());
        inner.backward(member, firstRow, rows);
    }

    @Override
    public FloatMatrix inputGradient() {
        return inner.inputGradient();
    }

    @Override
    public void update(int member, int memberCount) {
        inner.update(member, memberCount);
    }

    @Override
    public void finishStep() {
        inner.finishStep();
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
