package org.campanile.dlrm;

import java.util.Arrays;
import org.campanile.core.math.HeapMatrix;
import org.campanile.core.nn.BackwardScope;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.ForwardMode;

/**
 * What a factorisation machine's logit has beside it: of DeepFM the deep network over the vectors of all fields, of the
 * others a bias alone.
 *
 * <p>The bias alone is that of a network whose one input is always 0, so that DL4J keeps it as it keeps every parameter.
 */
final class DeepPart implements AutoCloseable {
    private final DenseNetwork network;
    private final int fields;
    private final int dim;

    private DeepPart(DenseNetwork network, int fields, int dim) {
        this.network = network;
        this.fields = fields;
        this.dim = dim;
    }

    /** @param network takes the vectors of {@code fields} fields, one after the other, each of {@code dim} numbers */
    static DeepPart ofVectors(DenseNetwork network, int fields, int dim) {
        return new DeepPart(network, fields, dim);
    }

    /** @param network has one input */
    static DeepPart ofBias(DenseNetwork network) {
        return new DeepPart(network, 0, 0);
    }

    void ensureCapacity(int rows, int members) {
        network.ensureCapacity(rows, members);
    }

    /** Copies the vectors of some samples, {@code [fields, dim + 1]} each, to the network's input. */
    void take(int firstRow, int rows, HeapMatrix vectors) {
        float[] v = vectors.elements();
        for (int row = firstRow; row < firstRow + rows; row++) {
            int first = row * vectors.columns();
            for (int field = 0; field < fields; field++) {
                network.input().write(row, field * dim, v, first + field * (dim + 1), dim);
            }
        }
    }

    /** Adds the network's outputs to some logits. */
    void forward(int member, int firstRow, int rows, ForwardMode mode, float[] scratch, float[] logits) {
        network.forward(member, firstRow, rows, mode);
        for (int done = 0; done < rows; done += scratch.length) {
            int block = Math.min(scratch.length, rows - done);
            network.output().read(firstRow + done, 0, scratch, 0, block);
            for (int i = 0; i < block; i++) {
                logits[firstRow + done + i] += scratch[i];
            }
        }
    }

    void backward(int member, int firstRow, int rows, float[] logitGradients) {
        network.outputGradient().write(firstRow, 0, logitGradients, firstRow, rows);
        network.backward(member, firstRow, rows, fields == 0 ? BackwardScope.PARAMETERS : BackwardScope.INPUT);
    }

    /** Writes the gradients by some samples' vectors as the network sees them, and zeros by their weights. */
    void give(int firstRow, int rows, HeapMatrix vectorGradients) {
        float[] dv = vectorGradients.elements();
        int columns = vectorGradients.columns();
        Arrays.fill(dv, firstRow * columns, (firstRow + rows) * columns, 0f);
        for (int row = firstRow; row < firstRow + rows; row++) {
            for (int field = 0; field < fields; field++) {
                network.inputGradient().read(row, field * dim, dv, row * columns + field * (dim + 1), dim);
            }
        }
    }

    DenseNetwork network() {
        return network;
    }

    @Override
    public void close() {
        network.close();
    }
}
