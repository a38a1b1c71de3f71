package org.campanile.dlrm;

import java.util.stream.Stream;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.nn.BackwardScope;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.ForwardMode;

/**
 * The stacked structure: the deep network follows the cross network.
 *
 * @param deep from the cross network's outputs to the logit
 */
record StackedTail(DenseNetwork deep) implements CrossTail {
    @Override
    public void ensureCapacity(int rows, int members) {
        deep.ensureCapacity(rows, members);
    }

    @Override
    public FloatMatrix crossed() {
        return deep.input();
    }

    @Override
    public void forward(int member, int firstRow, int rows, ForwardMode mode, FloatMatrix x0, CrossScratch scratch) {
        deep.forward(member, firstRow, rows, mode);
    }

    @Override
    public FloatMatrix logits() {
        return deep.output();
    }

    @Override
    public FloatMatrix logitGradients() {
        return deep.outputGradient();
    }

    @Override
    public void backward(int member, int firstRow, int rows, CrossScratch scratch) {
        deep.backward(member, firstRow, rows, BackwardScope.INPUT);
    }

    @Override
    public FloatMatrix crossedGradient() {
        return deep.inputGradient();
    }

    @Override
    public void addInputGradient(int firstRow, int rows, FloatMatrix x0Gradient, CrossScratch scratch) {}

    @Override
    public Stream<DenseNetwork> networks() {
        return Stream.of(deep);
    }
}
