package org.campanile.dlrm;

import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.nn.DenseParameters;

/** For samples without dense features. */
final class NoDenseFeatures implements DensePart {
    @Override
    public int width() {
        return 0;
    }

    @Override
    public void forward(Batch rows, FloatMatrix vectors, FloatMatrix topInput) {}

    @Override
    public void backward(int rows, FloatMatrix vectorGradient, FloatMatrix topInputGradient) {}

    @Override
    public void update() {}

    @Override
    public List<DenseParameters> parameters() {
        return List.of();
    }

    @Override
    public void close() {}
}
