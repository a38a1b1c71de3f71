package org.campanile.dlrm;

import java.util.stream.Stream;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.nn.BackwardScope;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.ForwardMode;

/**
 * The parallel structure: the deep network stands beside the cross network, and a linear layer, or a mixture of
 * experts, makes the outputs of both.
 *
 * @param deep from x0 to its last hidden layer
 * @param last from the cross network's outputs, then the deep network's, to those of all tasks
 */
record ParallelTail(DenseNetwork deep, TopNetwork last) implements CrossTail {
    @Override
    public void ensureCapacity(int rows, int members) {
        deep.ensureCapacity(rows, members);
        last.ensureCapacity(rows, members);
    }

    @Override
    public FloatMatrix crossed() {
        return last.input();
    }

    @Override
    public void forward(int member, int firstRow, int rows, ForwardMode mode, FloatMatrix x0, BlockScratch scratch) {
        int width = deep.inputSize();
        int outputs = deep.outputSize();
        Columns.copy(x0, 0, deep.input(), 0, firstRow, rows, width, scratch);
        deep.forward(member, firstRow, rows, mode);
        Columns.copy(deep.output(), 0, last.input(), width, firstRow, rows, outputs, scratch);
        last.forward(member, firstRow, rows, mode);
    }

    @Override
    public void readOutputs(int firstRow, int rows, float[] out) {
        last.readOutputs(firstRow, rows, out);
    }

    @Override
    public void writeOutputGradients(int firstRow, int rows, float[] gradients) {
        last.writeOutputGradients(firstRow, rows, gradients);
    }

    @Override
    public void backward(int member, int firstRow, int rows, BlockScratch scratch) {
        last.backward(member, firstRow, rows);
        Columns.copy(
                last.inputGradient(),
                deep.inputSize(),
                deep.outputGradient(),
                0,
                firstRow,
                rows,
                deep.outputSize(),
                scratch);
        deep.backward(member, firstRow, rows, BackwardScope.INPUT);
    }

    @Override
    public FloatMatrix crossedGradient() {
        return last.inputGradient();
    }

    @Override
    public void addInputGradient(int firstRow, int rows, FloatMatrix x0Gradient, BlockScratch scratch) {
        Columns.add(deep.inputGradient(), firstRow, rows, x0Gradient, scratch);
    }

    @Override
    public Stream<DenseNetwork> networks() {
        return Stream.concat(Stream.of(deep), last.networks());
    }

    @Override
    public void close() {
        deep.close();
        last.close();
    }
}
