package org.campanile.towers;

import java.util.Arrays;
import java.util.BitSet;
import org.campanile.core.embedding.TableState;
import org.campanile.core.math.CounterRandom;
import org.campanile.core.optimizer.LearningRates;

/**
 * Estimates from the stream of batches how often each item comes (Yi et al.: Sampling-Bias-Corrected Neural Modeling for
 * Large Corpus Item Recommendations, RecSys 2019, algorithm 2). With hash h into H buckets, learning rate alpha and the
 * number t of the step, from 1, for every item y of the batch:
 *
 * <pre>
 * B[h(y)] = (1 - alpha) B[h(y)] + alpha (t - A[h(y)])        the mean number of steps between two of them
 * C[h(y)] = (1 - alpha) C[h(y)] + alpha c                    the mean number c of times it comes in such a step
 * A[h(y)] = t                                                the last step in which it came
 * p(y)    = C[h(y)] / B[h(y)]                                the number of times it is expected in a step
 * </pre>
 *
 * <p>The paper has no C: items come once in a batch, and p is at most 1. With C, p tells items that come in every batch from
 * one another. B and C begin as if all items came alike.
 *
 * <p>A, B and C are a table {@code [H, 3]} of the model's state: averaged between workers, and part of checkpoints, so that
 * a resumed run goes on as it would have. Changed only while a step is trained, by the model's own thread.
 */
final class StreamingFrequencies implements TableState {
    private static final int RECORD = 3;

    private final int buckets;
    private final boolean isHashed;
    private final float learningRate;
    private final float[] lastStep;
    private final float[] interval;
    private final float[] meanTimes;
    private final int[] counts;
    private final BitSet touched = new BitSet();
    private float[] logProbabilities = new float[0];
    private float step;

    /**
     * @param items     number of items with the unknown one
     * @param options   buckets and learning rate
     * @param batchSize samples of a batch
     */
    StreamingFrequencies(int items, FrequencyOptions options, int batchSize) {
        this.isHashed = options.buckets() > 0;
        this.buckets = isHashed ? options.buckets() : items;
        this.learningRate = (float) options.learningRate();
        this.lastStep = new float[buckets];
        this.interval = new float[buckets];
        this.counts = new int[buckets];
        this.meanTimes = new float[buckets];
        Arrays.fill(interval, Math.max(1f, (float) buckets / batchSize));
        Arrays.fill(meanTimes, Math.max(1f, (float) batchSize / buckets));
    }

    /**
     * Takes in the distinct items of the next batch.
     *
     * @param times how many times each comes, {@code [>= count]}
     * @return the logarithm of each item's p, in their order; valid until the next call
     */
    float[] update(int[] items, int[] times, int count) {
        step++;
        if (logProbabilities.length < count) {
            logProbabilities = new float[count];
        }
        for (int i = 0; i < count; i++) {
            counts[bucket(items[i])] += times[i];
        }
        for (int i = 0; i < count; i++) {
            int bucket = bucket(items[i]);
            if (counts[bucket] > 0) {
                interval[bucket] += learningRate * (step - lastStep[bucket] - interval[bucket]);
                meanTimes[bucket] += learningRate * (counts[bucket] - meanTimes[bucket]);
                lastStep[bucket] = step;
                touched.set(bucket);
                counts[bucket] = 0;
            }
            logProbabilities[i] = (float) Math.log(meanTimes[bucket] / interval[bucket]);
        }
        return logProbabilities;
    }

    private int bucket(int item) {
        return isHashed ? CounterRandom.below(CounterRandom.hash(0L, item), buckets) : item;
    }

    @Override
    public String name() {
        return "item-frequencies";
    }

    @Override
    public int rows() {
        return buckets;
    }

    @Override
    public int dim() {
        return RECORD;
    }

    @Override
    public int stateSize() {
        return 0;
    }

    @Override
    public void readRecord(int row, float[] record, int from) {
        record[from] = lastStep[row];
        record[from + 1] = interval[row];
        record[from + 2] = meanTimes[row];
    }

    @Override
    public void writeRecord(int row, float[] record, int from) {
        lastStep[row] = record[from];
        interval[row] = record[from + 1];
        meanTimes[row] = record[from + 2];
        step = Math.max(step, lastStep[row]);
    }

    /** Nothing of it depends on a learning rate of training. */
    @Override
    public void follow(LearningRates rates) {}

    /** Nothing changes in steps that do not touch it. */
    @Override
    public void catchUp() {}

    @Override
    public int[] touchedRows() {
        return touched.stream().toArray();
    }

    @Override
    public void clearTouched() {
        touched.clear();
    }
}
