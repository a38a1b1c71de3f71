package org.campanile.core.math;

import java.util.Arrays;

/** One pair after the other. */
final class ReferenceInteractions implements InteractionKernels {
    @Override
    public void forward(InteractionScratch scratch, float[] z, int zFrom, float[] pairs, int pairsFrom) {
        InteractionShape shape = scratch.shape;
        int dim = shape.dim();
        int pair = pairsFrom;
        for (int i = 0; i < shape.count(); i++) {
            for (int j = 0; j < shape.selfPairs().inRow(i); j++) {
                float sum = 0f;
                for (int d = 0; d < dim; d++) {
                    sum += z[zFrom + i * dim + d] * z[zFrom + j * dim + d];
                }
                pairs[pair++] = sum;
            }
        }
    }

    @Override
    public void backward(
            InteractionScratch scratch,
            float[] z,
            int zFrom,
            float[] gradient,
            int gradientFrom,
            float[] dz,
            int dzFrom) {
        InteractionShape shape = scratch.shape;
        int dim = shape.dim();
        Arrays.fill(dz, dzFrom, dzFrom + shape.count() * dim, 0f);
        int pair = gradientFrom;
        for (int i = 0; i < shape.count(); i++) {
            for (int j = 0; j < shape.selfPairs().inRow(i); j++) {
                float g = gradient[pair++];
                for (int d = 0; d < dim; d++) {
                    dz[dzFrom + i * dim + d] += g * z[zFrom + j * dim + d];
                    dz[dzFrom + j * dim + d] += g * z[zFrom + i * dim + d];
                }
            }
        }
    }
}
