package org.campanile.core.embedding;

import org.campanile.core.math.FloatRows;
import org.campanile.core.math.HeapMatrix;
import org.campanile.core.math.Kernels;

/**
 * The gradient of one row in a step: the weighted sum of those of its entries. Of a row that was named once, which is the
 * common case, it is read where it stands, if that is on the heap. Owned by one thread at a time.
 */
final class RowGradient {
    private final int dim;
    private final float[] sum;
    private final float[] single;
    private float[] array;
    private int from;

    RowGradient(int dim) {
        this.dim = dim;
        this.sum = new float[dim];
        this.single = new float[dim];
        this.array = sum;
    }

    /** Where the gradient stands, {@code [dim]} from {@link #from()} on; read only. */
    float[] array() {
        return array;
    }

    int from() {
        return from;
    }

    /** Finds or sums the gradient of a row of the step. */
    void compute(TableStep step, int number, FloatRows[] sources) {
        int entry = step.newest(number);
        int earlier = step.previous(entry);
        if (earlier == TableStep.NONE
                && step.weight(entry) == 1f
                && !step.isOfMaximum(entry)
                && sources[step.source(entry)] instanceof HeapMatrix matrix) {
            array = matrix.elements();
            from = position(step, entry, matrix);
            return;
        }
        array = sum;
        from = 0;
        read(step, entry, sources, sum);
        if (step.weight(entry) != 1f) {
            Kernels.active().scale(step.weight(entry), sum, 0, dim);
        }
        for (int next = earlier; next != TableStep.NONE; next = step.previous(next)) {
            add(step, next, sources);
        }
    }

    /** Adds {@code l2 w}, the gradient of {@code l2 / 2 |w|^2}, with the weights {@code w} at {@code weights[at]} on. */
    void addDecay(float l2, float[] weights, int at) {
        if (array != sum) {
            System.arraycopy(array, from, sum, 0, dim);
            array = sum;
            from = 0;
        }
        Kernels.active().addScaled(l2, weights, at, sum, 0, dim);
    }

    private void add(TableStep step, int entry, FloatRows[] sources) {
        if (sources[step.source(entry)] instanceof HeapMatrix matrix && !step.isOfMaximum(entry)) {
            int at = position(step, entry, matrix);
            Kernels.active().addScaled(step.weight(entry), matrix.elements(), at, sum, 0, dim);
        } else {
            read(step, entry, sources, single);
            Kernels.active().addScaled(step.weight(entry), single, 0, sum, 0, dim);
        }
    }

    private void read(TableStep step, int entry, FloatRows[] sources, float[] out) {
        sources[step.source(entry)].read(step.gradientRow(entry), step.gradientColumn(entry), out, 0, dim);
        if (step.isOfMaximum(entry)) {
            step.keepWon(entry, out);
        }
    }

    private static int position(TableStep step, int entry, HeapMatrix matrix) {
        return step.gradientRow(entry) * matrix.columns() + step.gradientColumn(entry);
    }
}
