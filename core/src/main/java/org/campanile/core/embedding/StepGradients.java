package org.campanile.core.embedding;

import java.util.Arrays;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.Kernels;

/**
 * The gradients of one step, by row. What is kept of a gradient is where it stands; an id's entries form a chain from the
 * newest back to the first, so that duplicates are summed without sorting. Allocates only to grow.
 *
 * <pre>
 * ids       [7, 2, 7]
 * newest    row 7: 2, row 2: 1
 * previous  [-1, -1, 0]
 * </pre>
 */
final class StepGradients {
    private static final int INITIAL_CAPACITY = 64;
    private static final int NONE = -1;

    private final int dim;
    private final float[] single;
    private final RowNumbers numbers = new RowNumbers();

    /* By row number. */
    private int[] newest = new int[INITIAL_CAPACITY];

    /* By entry: one per id. */
    private int[] previous = new int[INITIAL_CAPACITY];
    private int[] source = new int[INITIAL_CAPACITY];
    private int[] position = new int[INITIAL_CAPACITY];
    private float[] weight = new float[INITIAL_CAPACITY];
    private int entries;

    private FloatMatrix[] sources = new FloatMatrix[4];
    private int sourceCount;

    StepGradients(int dim) {
        this.dim = dim;
        this.single = new float[dim];
    }

    /** Number of distinct rows. */
    int rowCount() {
        return numbers.count();
    }

    /** The row of a number below {@link #rowCount()}. */
    int row(int number) {
        return numbers.row(number);
    }

    /** The entries that follow, {@code count} at most, stand in this matrix. */
    void open(FloatMatrix gradient, int count) {
        if (sourceCount == sources.length) {
            sources = Arrays.copyOf(sources, 2 * sourceCount);
        }
        sources[sourceCount++] = gradient;
        ensureCapacity(entries + count);
    }

    /** Adds {@code weight} times the {@code dim} numbers from {@code position} on to the gradient of a row. */
    void add(int row, int position, float weight) {
        int known = numbers.count();
        int number = numbers.numberOf(row);
        previous[entries] = number < known ? newest[number] : NONE;
        newest[number] = entries;
        source[entries] = sourceCount - 1;
        this.position[entries] = position;
        this.weight[entries] = weight;
        entries++;
    }

    /** Writes the sum of a row's gradients to {@code sum[0]} to {@code sum[dim - 1]}. */
    void sum(int number, float[] sum) {
        int entry = newest[number];
        read(entry, sum);
        if (weight[entry] != 1f) {
            Kernels.active().scale(weight[entry], sum, 0, dim);
        }
        for (entry = previous[entry]; entry != NONE; entry = previous[entry]) {
            read(entry, single);
            Kernels.active().addScaled(weight[entry], single, 0, sum, 0, dim);
        }
    }

    /** Forgets the step. */
    void clear() {
        numbers.clear();
        entries = 0;
        Arrays.fill(sources, 0, sourceCount, null);
        sourceCount = 0;
    }

    private void read(int entry, float[] gradient) {
        sources[source[entry]].buffer().get(position[entry], gradient, 0, dim);
    }

    private void ensureCapacity(int needed) {
        if (needed > previous.length) {
            int capacity = Math.max(needed, 2 * previous.length);
            newest = Arrays.copyOf(newest, capacity);
            previous = Arrays.copyOf(previous, capacity);
            source = Arrays.copyOf(source, capacity);
            position = Arrays.copyOf(position, capacity);
            weight = Arrays.copyOf(weight, capacity);
        }
    }
}
