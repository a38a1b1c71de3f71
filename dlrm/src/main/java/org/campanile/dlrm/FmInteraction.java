package org.campanile.dlrm;

import java.util.Arrays;
import org.campanile.core.math.HeapMatrix;
import org.campanile.core.math.Kernels;

/**
 * A factorisation machine over F fields, each with a vector v of {@code dim} numbers and a weight w, both multiplied by the
 * field's value already (Rendle: Factorization Machines, ICDM 2010):
 *
 * <pre>
 * y         = sum over f of w_f  +  sum over f &lt; g of &lt;v_f, v_g&gt;
 *           = sum over f of w_f  +  (|s|^2 - sum over f of |v_f|^2) / 2      with s = sum over f of v_f
 * dy / dv_f = s - v_f
 * dy / dw_f = 1
 * </pre>
 *
 * <p>A sample's numbers are {@code [fields, dim + 1]}: a field's vector, then its weight. With {@code dim} 0 there are
 * weights alone, and y is that of a linear model. Owned by one thread.
 */
final class FmInteraction {
    private final Kernels kernels = Kernels.active();
    private final int fields;
    private final int dim;
    private final float[] sum;

    FmInteraction(int fields, int dim) {
        this.fields = fields;
        this.dim = dim;
        this.sum = new float[dim];
    }

    /** Adds y of some samples to {@code out}, at the samples' numbers. */
    void forward(int firstRow, int rows, HeapMatrix vectors, float[] out) {
        float[] v = vectors.elements();
        for (int row = firstRow; row < firstRow + rows; row++) {
            int first = row * vectors.columns();
            float y = 0f;
            float squares = 0f;
            for (int at = first; at < first + fields * (dim + 1); at += dim + 1) {
                squares += kernels.sumOfSquares(v, at, dim);
                y += v[at + dim];
            }
            sumVectors(v, first);
            out[row] += y + 0.5f * (kernels.sumOfSquares(sum, 0, dim) - squares);
        }
    }

    /** Adds the gradients by some samples' vectors and weights, given those by y at the samples' numbers. */
    void backward(int firstRow, int rows, float[] gradients, HeapMatrix vectors, HeapMatrix vectorGradients) {
        float[] v = vectors.elements();
        float[] dv = vectorGradients.elements();
        for (int row = firstRow; row < firstRow + rows; row++) {
            int first = row * vectors.columns();
            float g = gradients[row];
            sumVectors(v, first);
            for (int at = first; at < first + fields * (dim + 1); at += dim + 1) {
                for (int d = 0; d < dim; d++) {
                    dv[at + d] += g * (sum[d] - v[at + d]);
                }
                dv[at + dim] += g;
            }
        }
    }

    private void sumVectors(float[] v, int first) {
        Arrays.fill(sum, 0f);
        for (int at = first; at < first + fields * (dim + 1); at += dim + 1) {
            kernels.add(v, at, sum, 0, dim);
        }
    }
}
