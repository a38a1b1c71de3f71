package org.campanile.dlrm;

import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.nn.BackwardScope;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.ForwardMode;
import org.campanile.core.nn.InputLayer;

/**
 * The dense features pass a network to a vector as long as an embedding.
 *
 * @param features the dense features, from the first column on
 */
record BottomNetwork(InputLayer features, DenseNetwork network) implements DensePart {
    @Override
    public int width() {
        return network.outputSize();
    }

    @Override
    public void ensureCapacity(int rows, int members) {
        network.ensureCapacity(rows, members);
    }

    @Override
    public void forward(int member, Batch batch, int firstRow, int rows, ForwardMode mode) {
        features.forward(batch, firstRow, rows, network.input());
        network.forward(member, firstRow, rows, mode);
    }

    @Override
    public void readVectors(int firstRow, int rows, float[] out) {
        network.output().read(firstRow, 0, out, 0, rows * width());
    }

    @Override
    public void writeGradients(int firstRow, int rows, float[] gradients) {
        network.outputGradient().write(firstRow, 0, gradients, 0, rows * width());
    }

    @Override
    public void backward(int member, int firstRow, int rows) {
        network.backward(member, firstRow, rows, BackwardScope.PARAMETERS);
    }

    @Override
    public List<DenseNetwork> networks() {
        return List.of(network);
    }

    @Override
    public void close() {
        network.close();
    }
}
