package org.campanile.dlrm;

import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.MatrixProducts;
import org.campanile.core.math.Transpose;
import org.campanile.core.nn.GrowingMatrix;

/**
 * Dot products of every two of a sample's vectors. With the F vectors of a sample as rows of Z, {@code [F, dim]}:
 *
 * <pre>
 * P = Z Z'            of which the part below the diagonal is the output, row by row:
 *                     (1,0), (2,0), (2,1), (3,0), (3,1), (3,2), ...
 * d L / d Z = G Z     G symmetric, with the output's gradient at (i, j) and (j, i), and 0 on the diagonal
 * </pre>
 *
 * <p>Owned by one thread at a time.
 */
final class DotInteraction implements AutoCloseable {
    private final int count;
    private final int dim;
    private final GrowingMatrix vectors;
    private final GrowingMatrix gradients;
    private final GrowingMatrix products;
    private final float[] square;
    private final float[] triangle;

    /**
     * @param count vectors per sample, F
     * @param dim   length of each
     */
    DotInteraction(int count, int dim) {
        this.count = count;
        this.dim = dim;
        this.vectors = new GrowingMatrix(count * dim);
        this.gradients = new GrowingMatrix(count * dim);
        this.products = new GrowingMatrix(count * count);
        this.square = new float[count * count];
        this.triangle = new float[pairs()];
    }

    /** Number of outputs per sample, F (F - 1) / 2. */
    int pairs() {
        return count * (count - 1) / 2;
    }

    /** Where the vectors go, {@code [>= rows, F * dim]}: vector f of a sample begins at column {@code f * dim}. */
    FloatMatrix vectors(int rows) {
        return vectors.atLeast(rows);
    }

    /** Writes the products of the first {@code rows} samples to {@code out}, from {@code firstColumn} on. */
    void forward(int rows, FloatMatrix out, int firstColumn) {
        FloatMatrix z = vectors(rows).rowRange(0, rows).reshape(rows * count, dim);
        FloatMatrix p = products.atLeast(rows).rowRange(0, rows);
        MatrixProducts.multiplyBlocks(rows, z, Transpose.NO, z, Transpose.YES, 1f, 0f, p.reshape(rows * count, count));
        for (int row = 0; row < rows; row++) {
            p.buffer().get(row * square.length, square);
            takeTriangle();
            out.buffer().put(row * out.columns() + firstColumn, triangle);
        }
    }

    /**
     * Passes the gradient of the loss by the products, found in {@code gradient} from {@code firstColumn} on, back.
     *
     * @return the gradient by the vectors, {@code [>= rows, F * dim]}
     */
    FloatMatrix backward(int rows, FloatMatrix gradient, int firstColumn) {
        FloatMatrix g = products.atLeast(rows).rowRange(0, rows);
        for (int row = 0; row < rows; row++) {
            gradient.buffer().get(row * gradient.columns() + firstColumn, triangle);
            spreadTriangle();
            g.buffer().put(row * square.length, square);
        }
        FloatMatrix z = vectors(rows).rowRange(0, rows).reshape(rows * count, dim);
        FloatMatrix result = gradients.atLeast(rows);
        MatrixProducts.multiplyBlocks(
                rows,
                g.reshape(rows * count, count),
                Transpose.NO,
                z,
                Transpose.NO,
                1f,
                0f,
                result.rowRange(0, rows).reshape(rows * count, dim));
        return result;
    }

    private void takeTriangle() {
        int pair = 0;
        for (int i = 1; i < count; i++) {
            System.arraycopy(square, i * count, triangle, pair, i);
            pair += i;
        }
    }

    private void spreadTriangle() {
        int pair = 0;
        for (int i = 0; i < count; i++) {
            square[i * count + i] = 0f;
            for (int j = 0; j < i; j++) {
                square[i * count + j] = triangle[pair];
                square[j * count + i] = triangle[pair];
                pair++;
            }
        }
    }

    @Override
    public void close() {
        vectors.close();
        gradients.close();
        products.close();
    }
}
