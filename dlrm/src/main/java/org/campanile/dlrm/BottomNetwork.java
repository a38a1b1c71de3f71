package org.campanile.dlrm;

import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.Kernels;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.nn.InputLayer;

/** The dense features pass a network to a vector as long as an embedding. */
final class BottomNetwork implements DensePart {
    private final InputLayer features;
    private final DenseNetwork network;
    private final float[] row;

    /** @param features the dense features, from the first column on */
    BottomNetwork(InputLayer features, DenseNetwork network) {
        this.features = features;
        this.network = network;
        this.row = new float[network.outputSize()];
    }

    @Override
    public int width() {
        return row.length;
    }

    @Override
    public void forward(Batch rows, FloatMatrix vectors, FloatMatrix topInput) {
        features.forward(rows, 0, rows.size(), network.input(rows.size()));
        FloatMatrix output = network.forward(rows.size());
        for (int r = 0; r < rows.size(); r++) {
            output.buffer().get(r * row.length, row);
            vectors.buffer().put(r * vectors.columns(), row);
            topInput.buffer().put(r * topInput.columns(), row);
        }
    }

    @Override
    public void backward(int rows, FloatMatrix vectorGradient, FloatMatrix topInputGradient) {
        FloatMatrix gradient = network.outputGradient(rows);
        float[] direct = new float[row.length];
        for (int r = 0; r < rows; r++) {
            vectorGradient.buffer().get(r * vectorGradient.columns(), row);
            topInputGradient.buffer().get(r * topInputGradient.columns(), direct);
            Kernels.active().add(direct, 0, row, 0, row.length);
            gradient.buffer().put(r * row.length, row);
        }
        network.backward(rows);
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
