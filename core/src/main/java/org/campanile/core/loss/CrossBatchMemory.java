package org.campanile.core.loss;

import org.campanile.core.Check;
import org.campanile.core.math.FloatMatrix;
import org.jspecify.annotations.Nullable;

/**
 * The items of the last batches, which are negatives of the next ones too, by the vectors that they had in their own batch
 * (Wang et al.: Cross-Batch Memory for Embedding Learning, CVPR 2020; for two towers Wang, Zhu, He: Cross-Batch Negative
 * Sampling for Training Two-Tower Recommenders, SIGIR 2021). Vectors move slowly from step to step, so that old ones do for
 * negatives. They are constants: the softmax has no gradient by them, and they pass no tower again. Each item keeps what its
 * batch took from its score, log q.
 *
 * <pre>
 * batches   t-3, t-2, t-1      the oldest is forgotten when a batch is added to as many as there may be
 * vectors   [columns, dim]     one for each distinct item of each batch
 * </pre>
 *
 * <p>Filled by one thread, then read by any number of them. Holds native memory from the first batch until closed; allocates
 * nothing afterwards.
 */
public final class CrossBatchMemory implements AutoCloseable {
    private final int batches;
    private final int most;
    private final int dim;
    private final int[] sizes;
    private final int[] items;
    private final float[] corrections;
    private final float[] vector;
    private final ItemPositions positions = new ItemPositions();
    private @Nullable FloatMatrix vectors;
    private int kept;
    private int first;
    private int columns;

    /**
     * @param batches that are kept, at least 0
     * @param most    items of a batch at most
     * @param dim     length of the vectors
     */
    public CrossBatchMemory(int batches, int most, int dim) {
        Check.that(batches >= 0, "batches must be at least 0, but is %d", batches);
        this.batches = batches;
        this.most = Check.positive(most, "most");
        this.dim = dim;
        this.sizes = new int[batches];
        // Twice what is kept, so that it moves to the front only once in a while.
        int capacity = Math.multiplyExact(2 * batches, most);
        this.items = new int[capacity];
        this.corrections = new float[capacity];
        this.vector = new float[dim];
    }

    /** A memory that keeps nothing. */
    public static CrossBatchMemory none() {
        return new CrossBatchMemory(0, 1, 1);
    }

    /**
     * Keeps the items of a batch.
     *
     * @param batch   without items before its columns
     * @param vectors of its columns, {@code [>= columns, dim]}
     */
    public void add(SoftmaxItems batch, FloatMatrix vectors) {
        if (batches == 0) {
            return;
        }
        int count = batch.columns();
        Check.that(count <= most, "%d items are more than the %d of a batch", count, most);
        FloatMatrix memory = memory();
        if (kept == batches) {
            forgetOldest();
        }
        if (first + columns + count > items.length) {
            moveToFront(memory);
        }
        int begin = first + columns;
        System.arraycopy(batch.items(), 0, items, begin, count);
        for (int column = 0; column < count; column++) {
            corrections[begin + column] = batch.correction(column);
            vectors.read(column, 0, vector, 0, dim);
            memory.write(begin + column, 0, vector, 0, dim);
        }
        sizes[kept++] = count;
        columns += count;
        positions.index(items, first, columns);
    }

    private FloatMatrix memory() {
        FloatMatrix memory = vectors;
        if (memory == null) {
            memory = new FloatMatrix(items.length, dim);
            vectors = memory;
        }
        return memory;
    }

    private void forgetOldest() {
        first += sizes[0];
        columns -= sizes[0];
        System.arraycopy(sizes, 1, sizes, 0, --kept);
    }

    private void moveToFront(FloatMatrix memory) {
        System.arraycopy(items, first, items, 0, columns);
        System.arraycopy(corrections, first, corrections, 0, columns);
        for (int column = 0; column < columns; column++) {
            memory.read(first + column, 0, vector, 0, dim);
            memory.write(column, 0, vector, 0, dim);
        }
        first = 0;
    }

    /** Forgets all batches. */
    public void clear() {
        kept = 0;
        first = 0;
        columns = 0;
    }

    /** Number of items kept, repetitions in several batches included. */
    int columns() {
        return columns;
    }

    /** The items' vectors, from row {@link #first()} on; only when there are some. */
    FloatMatrix vectors() {
        return memory();
    }

    int first() {
        return first;
    }

    /**
     * Corrects the scores of a user of a batch with the items kept, and gives minus infinity to those that are no negatives
     * of the user: its own item, where accidental hits are masked, and its other positives.
     *
     * @param at place of the first of the scores
     */
    void correctAndMask(SoftmaxItems batch, int user, float[] scores, int at) {
        if (columns == 0) {
            return;
        }
        for (int column = 0; column < columns; column++) {
            scores[at + column] -= corrections[first + column];
        }
        if (batch.masksHits()) {
            mask(batch.own(user), scores, at);
        }
        for (int place = 0; place < batch.positives(user); place++) {
            mask(batch.positive(user, place), scores, at);
        }
    }

    private void mask(int item, float[] scores, int at) {
        for (int position = positions.last(item);
                position != ItemPositions.NONE;
                position = positions.before(position)) {
            scores[at + position - first] = Float.NEGATIVE_INFINITY;
        }
    }

    @Override
    public void close() {
        if (vectors != null) {
            vectors.close();
            vectors = null;
        }
    }
}
