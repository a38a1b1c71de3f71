package org.campanile.core.math;

/**
 * DLRM's interaction: the dot products of every two of a sample's vectors (Naumov et al.: Deep Learning Recommendation
 * Model for Personalization and Recommendation Systems, 2019). With the vectors as rows of Z, {@code [count, dim]}:
 *
 * <pre>
 * P = Z Z'            of which the part below the diagonal is the output, row by row:
 *                     (1,0), (2,0), (2,1), (3,0), (3,1), (3,2), ...
 *                     with self-pairs (0,0), (1,0), (1,1), (2,0), ...
 * d L / d Z = G Z     G symmetric, with the output's gradient at (i, j) and at (j, i), so twice on the diagonal
 * </pre>
 *
 * <p>Stateless apart from the scratch, which its owner lends for the call and which also holds the shape.
 */
public interface InteractionKernels {

    /**
     * Writes the products of one sample.
     *
     * @param z     the vectors, {@code [count, dim]} from {@code zFrom} on
     * @param pairs where {@link InteractionShape#pairs()} products go, from {@code pairsFrom} on
     */
    void forward(InteractionScratch scratch, float[] z, int zFrom, float[] pairs, int pairsFrom);

    /**
     * Writes the gradient of the loss by the vectors of one sample over what {@code dz} held.
     *
     * @param z        the vectors given to {@link #forward}, {@code [count, dim]} from {@code zFrom} on
     * @param gradient by the products, {@link InteractionShape#pairs()} numbers from {@code gradientFrom} on
     * @param dz       by the vectors, {@code [count, dim]} from {@code dzFrom} on; must not overlap {@code z}
     */
    void backward(
            InteractionScratch scratch,
            float[] z,
            int zFrom,
            float[] gradient,
            int gradientFrom,
            float[] dz,
            int dzFrom);
}
