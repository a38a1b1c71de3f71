package org.campanile.dlrm;

import java.util.stream.Stream;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.ForwardMode;

/**
 * The stacked structure: the deep network follows the cross network.
 *
 * @param deep from the cross network's outputs to those of all tasks
 */
record StackedTail(TopNetwork deep) implements CrossTail {
    @Override
    public void ensureCapacity(int rows, int members) {
        deep.ensureCapacity(rows, members);
    }

    @Override
    public FloatMatrix crossed() {
        return deep.input();
    }

    @Override
    public void forward(int member, int firstRow, int rows, ForwardMode mode, FloatMatrix x0, BlockScratch scratch) {
        deep.forward(member, firstRow, rows, mode);
    }

    @Override
    public void readOutputs(int firstRow, int rows, float[] out) {
        deep.readOutputs(firstRow, rows, out);
    }

    @Override
    public void writeOutputGradients(int firstRow, int rows, float[] gradients) {
        deep.writeOutputGradients(firstRow, rows, gradients);
    }

    @Override
    public void backward(int member, int firstRow, int rows, BlockScratch scratch) {
        deep.backward(member, firstRow, rows);
    }

    @Override
    public FloatMatrix crossedGradient() {
        return deep.inputGradient();
    }

    @Override
    public void addInputGradient(int firstRow, int rows, FloatMatrix x0Gradient, BlockScratch scratch) {}

    @Override
    public Stream<DenseNetwork> networks() {
        return deep.networks();
    }

    @Override
    public void close() {
        deep.close();
    }
}
