package org.campanile.dlrm;

import java.util.stream.Stream;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.nn.BackwardScope;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.ForwardMode;

/**
 * Hidden layers that all tasks share, and a linear map to every output (Caruana: Multitask Learning, 1997); of one task a
 * plain network.
 */
record SharedBottom(DenseNetwork network) implements TopNetwork {
    @Override
    public void ensureCapacity(int rows, int members) {
        network.ensureCapacity(rows, members);
    }

    @Override
    public FloatMatrix input() {
        return network.input();
    }

    @Override
    public void forward(int member, int firstRow, int rows, ForwardMode mode) {
        network.forward(member, firstRow, rows, mode);
    }

    @Override
    public void readOutputs(int firstRow, int rows, float[] out) {
        int width = network.outputSize();
        network.output().read(firstRow, 0, out, firstRow * width, rows * width);
    }

    @Override
    public void writeOutputGradients(int firstRow, int rows, float[] gradients) {
        int width = network.outputSize();
        network.outputGradient().write(firstRow, 0, gradients, firstRow * width, rows * width);
    }

    @Override
    public void backward(int member, int firstRow, int rows) {
        network.backward(member, firstRow, rows, BackwardScope.INPUT);
    }

    @Override
    public FloatMatrix inputGradient() {
        return network.inputGradient();
    }

    @Override
    public Stream<DenseNetwork> networks() {
        return Stream.of(network);
    }
}
