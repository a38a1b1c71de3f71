package org.campanile.towers;

import java.util.Arrays;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.math.CounterRandom;

/**
 * The items that each sample is scored with: its own, then its negatives.
 *
 * <pre>
 * sample    0                 1
 * item      7                 3
 * items()   [7, n, n, n, n,   3, n, n, n, n]   n: listed with the sample, then drawn
 * labels()  [y, 0, 0, 0, 0,   y, 0, 0, 0, 0]   y: the sample's reward, which is its label unless items have weights
 * </pre>
 */
final class Candidates {
    private final SampleDraws draws;
    private final SampleRewards rewards;
    private int[] items = new int[0];
    private float[] labels = new float[0];
    private float[] logQ = new float[0];
    private int count;

    Candidates(SampleDraws draws, SampleRewards rewards) {
        this.draws = draws;
        this.rewards = rewards;
    }

    /** Candidates of each sample. */
    int perSample() {
        return 1 + draws.negatives();
    }

    /** Finds the candidates of every sample of the batch. */
    void draw(int epoch, Batch batch) {
        count = Math.multiplyExact(batch.size(), perSample());
        if (items.length < count) {
            items = new int[count];
            labels = new float[count];
            logQ = new float[draws.logQStrength() != 0 ? count : 0];
        }
        Arrays.fill(labels, 0, count, 0f);
        for (int row = 0; row < batch.size(); row++) {
            int first = row * perSample();
            int user = draws.samples().users(batch)[row];
            int item = draws.samples().items(batch)[row];
            items[first] = item;
            labels[first] = rewards.of(batch, row, item);
            long key = draws.keys().key(epoch, batch.positions()[row], user, item);
            int listed = list(key, batch, row, first + 1);
            draws.sampler().sample(key, user, draws.negatives() - listed, items, first + 1 + listed);
            if (draws.logQStrength() != 0) {
                correct(user, first);
            }
        }
    }

    /** Takes listed negatives, beginning anywhere in the list so that each is as likely; returns their number. */
    private int list(long key, Batch batch, int row, int target) {
        if (draws.listColumn() == SampleDraws.NO_LIST) {
            return 0;
        }
        JaggedIds lists = batch.sequence(draws.listColumn());
        int from = lists.start(row);
        int length = lists.start(row + 1) - from;
        int begin = length == 0 ? 0 : CounterRandom.below(CounterRandom.hash(key, -1L), length);
        int taken = 0;
        for (int i = 0; i < length && taken < draws.negatives(); i++) {
            int item = lists.values()[from + (begin + i) % length];
            // Index 0 stands for an item that nothing is known of.
            if (item != 0) {
                items[target + taken++] = item;
            }
        }
        return taken;
    }

    private void correct(int user, int first) {
        for (int candidate = first; candidate < first + perSample(); candidate++) {
            logQ[candidate] = draws.logQStrength() * draws.sampler().logProbability(user, items[candidate]);
        }
    }

    /** Candidates of all samples together. */
    int count() {
        return count;
    }

    /** The items, sample by sample; the first {@link #count()} are valid until the next draw. */
    int[] items() {
        return items;
    }

    /** The items' labels; the first {@link #count()} are valid until the next draw. */
    float[] labels() {
        return labels;
    }

    /** Logarithms of the items' probabilities of being drawn, like {@link #labels()}; empty when nobody wants them. */
    float[] logQ() {
        return logQ;
    }
}
