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
                && sources[step.source(entry)] instanceof HeapMatrix matrix) {
            array = matrix.elements();
            from = step.gradientRow(entry) * matrix.columns() + step.gradientColumn(entry);
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

    private void add(TableStep step, int entry, FloatRows[] sources) {
        if (sources[step.source(entry)] instanceof HeapMatrix matrix) {
            int at = step.gradientRow(entry) * matrix.columns() + step.gradientColumn(entry);
            Kernels.active().addScaled(step.weight(entry), matrix.elements(), at, sum, 0, dim);
        } else {
            read(step, entry, sources, single);
            Kernels.active().addScaled(step.weight(entry), single, 0, sum, 0, dim);
        }
    }

    private void read(TableStep step, int entry, FloatRows[] sources, float[] out) {
        sources[step.source(entry)].read(step.gradientRow(entry), step.gradientColumn(entry), out, 0, dim);
    }
}
