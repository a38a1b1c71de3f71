package org.campanile.dlrm;

import org.campanile.core.math.FloatRows;
import org.campanile.core.math.HeapMatrix;
import org.campanile.core.math.InteractionKernels;
import org.campanile.core.math.InteractionScratch;
import org.campanile.core.math.InteractionShape;
import org.campanile.core.math.Kernels;

/**
 * DLRM's interaction for blocks of samples: what goes to the top network is, per sample, the vector of the dense features,
 * if there is one, and the dot products of every two of its F vectors; see {@link InteractionKernels} for the formulas.
 *
 * <pre>
 * vectors   [rows, F * dim]          the dense features' first, then one per embedded feature
 * output    [rows, direct + pairs]   direct is dim, or 0 without dense features
 * </pre>
 *
 * <p>Owned by one thread.
 */
final class DotInteraction {
    private final InteractionKernels kernels = Kernels.active().interactions();
    private final InteractionShape shape;
    private final InteractionScratch scratch;
    private final int direct;
    private final float[] dense;
    private final float[] outputs;

    /** @param direct length of the dense features' vector: {@code shape.dim()} or 0 */
    DotInteraction(InteractionShape shape, int direct) {
        this.shape = shape;
        this.scratch = new InteractionScratch(shape);
        this.direct = direct;
        this.dense = new float[RankingNetwork.BLOCK * direct];
        this.outputs = new float[RankingNetwork.BLOCK * outputSize()];
    }

    /** Numbers per sample that go to the top network. */
    int outputSize() {
        return direct + shape.pairs();
    }

    /**
     * Writes the output of at most {@link RankingNetwork#BLOCK} samples. The embeddings stand in {@code vectors}; the vectors of the dense
     * features are fetched, and put before them.
     */
    void forward(int firstRow, int rows, DensePart denseFeatures, HeapMatrix vectors, FloatRows output) {
        denseFeatures.readVectors(firstRow, rows, dense);
        float[] z = vectors.elements();
        int zAt = firstRow * vectors.columns();
        int at = 0;
        for (int row = 0; row < rows; row++) {
            System.arraycopy(dense, row * direct, z, zAt, direct);
            System.arraycopy(dense, row * direct, outputs, at, direct);
            kernels.forward(scratch, z, zAt, outputs, at + direct);
            zAt += vectors.columns();
            at += outputSize();
        }
        output.write(firstRow, 0, outputs, 0, rows * outputSize());
    }

    /**
     * Writes the gradient by the vectors of as many samples from that by their output, and hands that by the dense
     * features' vectors on.
     */
    void backward(
            int firstRow,
            int rows,
            FloatRows outputGradient,
            HeapMatrix vectors,
            HeapMatrix vectorGradients,
            DensePart denseFeatures) {
        outputGradient.read(firstRow, 0, outputs, 0, rows * outputSize());
        float[] dz = vectorGradients.elements();
        int zAt = firstRow * vectors.columns();
        int at = 0;
        for (int row = 0; row < rows; row++) {
            kernels.backward(scratch, vectors.elements(), zAt, outputs, at + direct, dz, zAt);
            for (int i = 0; i < direct; i++) {
                dense[row * direct + i] = dz[zAt + i] + outputs[at + i];
            }
            zAt += vectors.columns();
            at += outputSize();
        }
        denseFeatures.writeGradients(firstRow, rows, dense);
    }
}
