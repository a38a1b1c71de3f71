package org.campanile.towers;

import java.util.List;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.DenseParameters;

/** The inputs pass a dense network. */
record DenseBody(DenseNetwork network) implements TowerBody {
    @Override
    public int outputSize() {
        return network.outputSize();
    }

    @Override
    public FloatMatrix input(int rows) {
        return network.input(rows);
    }

    @Override
    public FloatMatrix forward(int rows) {
        return network.forward(rows);
    }

    @Override
    public FloatMatrix outputGradient(int rows) {
        return network.outputGradient(rows);
    }

    @Override
    public FloatMatrix backward(int rows) {
        return network.backward(rows);
    }

    @Override
    public void update() {
        network.update();
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
