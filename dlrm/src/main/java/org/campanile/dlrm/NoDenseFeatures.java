package org.campanile.dlrm;

import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.ForwardMode;

/** For samples without dense features. */
final class NoDenseFeatures implements DensePart {
    @Override
    public int width() {
        return 0;
    }

    @Override
    public void ensureCapacity(int rows, int members) {}

    @Override
    public void forward(int member, Batch batch, int firstRow, int rows, ForwardMode mode) {}

    @Override
    public void readVectors(int firstRow, int rows, float[] out) {}

    @Override
    public void writeGradients(int firstRow, int rows, float[] gradients) {}

    @Override
    public void backward(int member, int firstRow, int rows) {}

    @Override
    public List<DenseNetwork> networks() {
        return List.of();
    }

    @Override
    public void close() {}
}
