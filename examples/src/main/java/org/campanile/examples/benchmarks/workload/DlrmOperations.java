package org.campanile.examples.benchmarks.workload;

import java.util.ArrayList;
import java.util.List;
import org.campanile.core.math.Transpose;

/**
 * The floating-point operations that a DLRM's training step cannot do without.
 *
 * <p>Counted are multiplications and additions of
 *
 * <pre>
 * a layer [in, out], per sample    2 in out   forward
 *                                  2 in out   gradient of the weights
 *                                  2 in out   gradient of the input; none for the bottom network's first layer
 * a pair of vectors, per sample    2 dim      forward, the dot product
 *                                  4 dim      backward: each vector, times the gradient, added to the other's gradient
 * </pre>
 *
 * <p>Not counted are biases, activations, the loss, embeddings and optimizers, nor what an implementation computes
 * without need, such as the products above the diagonal of the interaction: they cost time and lower the rate.
 */
record DlrmOperations(DlrmShape shape) {

    /** Of a whole step. */
    long perStep(int batch) {
        return products(batch).stream().mapToLong(MatrixShape::operations).sum()
                + oneColumn(batch)
                + interaction(batch);
    }

    /** The matrix products of the networks, for so many samples; those with one column, which are no sgemm, left out. */
    List<MatrixShape> products(int rows) {
        List<MatrixShape> products = new ArrayList<>();
        addProducts(shape.bottomSizes(), false, rows, products);
        addProducts(shape.topSizes(), true, rows, products);
        return products;
    }

    private static void addProducts(
            List<Integer> sizes, boolean hasInputGradient, int rows, List<MatrixShape> products) {
        for (int layer = 1; layer < sizes.size(); layer++) {
            int in = sizes.get(layer - 1);
            int out = sizes.get(layer);
            if (out > 1) {
                products.add(new MatrixShape(rows, out, in, Transpose.NO, Transpose.NO));
                products.add(new MatrixShape(in, out, rows, Transpose.YES, Transpose.NO));
                if (layer > 1 || hasInputGradient) {
                    products.add(new MatrixShape(rows, in, out, Transpose.NO, Transpose.YES));
                }
            }
        }
    }

    /** The last layer, with one output: three matrix-vector products. */
    private long oneColumn(int batch) {
        List<Integer> sizes = shape.topSizes();
        return 6L * batch * sizes.get(sizes.size() - 2);
    }

    private long interaction(int batch) {
        return 6L * batch * shape.pairs() * shape.dim();
    }
}
