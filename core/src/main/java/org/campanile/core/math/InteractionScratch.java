package org.campanile.core.math;

/**
 * The working memory of {@link InteractionKernels} for one shape. Owned by one thread at a time; holds nothing from one
 * call to the next.
 */
public final class InteractionScratch {
    /**
     * Rows of both matrices are padded to a multiple of this, so that vectors of up to 16 floats never leave them. The
     * padding of {@link #transposed} is 0 for good.
     */
    static final int PADDING = 16;

    final InteractionShape shape;

    /** Numbers from one row of the matrices to the next. */
    final int stride;

    /** The sample's vectors as columns, {@code [dim, stride]}. */
    final float[] transposed;

    /** Products of all pairs, or their gradients, {@code [stride, stride]}. */
    final float[] square;

    public InteractionScratch(InteractionShape shape) {
        this.shape = shape;
        this.stride = (shape.count() + PADDING - 1) / PADDING * PADDING;
        this.transposed = new float[shape.dim() * stride];
        this.square = new float[stride * stride];
    }

    /** Copies the vectors at {@code z[zFrom]}, {@code [count, dim]}, into the columns of {@link #transposed}. */
    void transpose(float[] z, int zFrom) {
        int dim = shape.dim();
        int i = 0;
        for (; i <= shape.count() - 4; i += 4) {
            transposeFour(z, zFrom + i * dim, dim, i);
        }
        for (; i < shape.count(); i++) {
            transposeOne(z, zFrom + i * dim, dim, i);
        }
    }

    /* Four at a time, so that neighbouring stores fall into one line of the cache. */
    private void transposeFour(float[] z, int row, int dim, int column) {
        int at = column;
        for (int d = row; d < row + dim; d++) {
            transposed[at] = z[d];
            transposed[at + 1] = z[d + dim];
            transposed[at + 2] = z[d + 2 * dim];
            transposed[at + 3] = z[d + 3 * dim];
            at += stride;
        }
    }

    private void transposeOne(float[] z, int row, int dim, int column) {
        int at = column;
        for (int d = row; d < row + dim; d++) {
            transposed[at] = z[d];
            at += stride;
        }
    }

    /** Copies the lower triangle of {@link #square} to {@code pairs}, row by row. */
    void takeTriangle(float[] pairs, int from) {
        int pair = from;
        for (int i = 0; i < shape.count(); i++) {
            int length = shape.selfPairs().inRow(i);
            System.arraycopy(square, i * stride, pairs, pair, length);
            pair += length;
        }
    }

    /**
     * Fills the first {@code count} rows and columns of {@link #square} with G, where the gradient by the product of i
     * and j stands at (i, j) and at (j, i), hence twice on the diagonal.
     */
    void spreadTriangle(float[] gradient, int from) {
        int pair = from;
        for (int i = 0; i < shape.count(); i++) {
            for (int j = 0; j < i; j++) {
                float g = gradient[pair + j];
                square[i * stride + j] = g;
                square[j * stride + i] = g;
            }
            pair += i;
            boolean included = shape.selfPairs() == SelfPairs.INCLUDED;
            square[i * stride + i] = included ? 2 * gradient[pair++] : 0f;
        }
    }
}
