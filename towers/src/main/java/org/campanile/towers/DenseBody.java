package org.campanile.towers;

import java.util.List;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.nn.BackwardScope;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.DenseParameters;

/** The inputs pass a dense network. */
record DenseBody(DenseNetwork network) implements TowerBody {
    @Override
    public int outputSize() {
        return network.outputSize();
    }

    @Override
    public void ensureCapacity(int rows, int members) {
        network.ensureCapacity(rows, members);
    }

    @Override
    public FloatMatrix input() {
        return network.input();
    }

    @Override
    public void forward(int member, int firstRow, int rows) {
        network.forward(member, firstRow, rows);
    }

    @Override
    public FloatMatrix output() {
        return network.output();
    }

    @Override
    public FloatMatrix outputGradient() {
        return network.outputGradient();
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
    public void update(int member, int members) {
        network.update(member, members);
    }

    @Override
    public void finishStep() {
        network.finishStep();
    }

    @Override
    public List<DenseParameters> parameters() {
        return List.of(network);
    }

    @Override
    public void close() {
        network.close();
    }
}
