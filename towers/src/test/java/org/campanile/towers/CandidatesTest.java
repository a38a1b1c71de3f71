package org.campanile.towers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.negative.DrawKeys;
import org.campanile.core.negative.DrawTime;
import org.campanile.core.negative.NegativeSampler;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.SequenceFeature;
import org.junit.jupiter.api.Test;

class CandidatesTest {
    /** Two categorical columns and a list of items. */
    private static final ColumnSet COLUMNS = ColumnSet.of(List.of(
            new CategoricalFeature("user", FeatureSide.USER, "user"),
            new CategoricalFeature("item", FeatureSide.ITEM, "item"),
            new SequenceFeature("skipped", FeatureSide.CONTEXT, "item")));

    /** "Draws" numbers that tell user and draw: 100 user + draw. */
    private static final NegativeSampler SPEAKING = new NegativeSampler() {
        @Override
        public void sample(long key, int user, int count, int[] out, int from) {
            for (int draw = 0; draw < count; draw++) {
                out[from + draw] = 100 * user + draw;
            }
        }

        @Override
        public float logProbability(int user, int item) {
            return -user - item / 1000f;
        }
    };

    @Test
    void eachSamplesItemIsFollowedByItsNegatives() {
        Candidates candidates = candidates(SPEAKING, 2, SampleDraws.NO_LIST, DrawTime.EACH_EPOCH);

        candidates.draw(4, twoSamples());

        assertThat(candidates.perSample()).isEqualTo(3);
        assertThat(candidates.count()).isEqualTo(6);
        assertThat(Arrays.copyOf(candidates.items(), 6)).containsExactly(7, 500, 501, 3, 600, 601);
        assertThat(Arrays.copyOf(candidates.labels(), 6)).containsExactly(0.5f, 0, 0, 1, 0, 0);
        assertThat(Arrays.copyOf(candidates.logQ(), 6))
                .containsExactly(new float[] {-5.007f, -5.5f, -5.501f, -6.003f, -6.6f, -6.601f}, within(1e-5f));
    }

    @Test
    void listedNegativesComeBeforeThoseDrawnButNotTheUnknownItem() {
        Candidates candidates = candidates(SPEAKING, 3, 0, DrawTime.EACH_EPOCH);

        // The first sample lists 9, the unknown item and 8, the second one nothing.
        candidates.draw(4, twoSamples());

        assertThat(Arrays.copyOfRange(candidates.items(), 1, 3)).containsExactlyInAnyOrder(9, 8);
        assertThat(candidates.items()[3]).isEqualTo(500);
        assertThat(Arrays.copyOfRange(candidates.items(), 5, 8)).containsExactly(600, 601, 602);
    }

    /** One of two listed items is taken: over 1,000 epochs each 500 times, with standard deviation 15.8; five are 79. */
    @Test
    void ofALongerListEachIsAsLikely() {
        Candidates candidates = candidates(SPEAKING, 1, 0, DrawTime.EACH_EPOCH);
        Batch batch = new Batch(COLUMNS, 1);
        addSample(batch, 1, 1, 0, 4, 6);
        int first = 0;
        for (int epoch = 0; epoch < 1000; epoch++) {
            candidates.draw(epoch, batch);
            first += candidates.items()[1] == 4 ? 1 : 0;
        }
        assertThat(first).isBetween(421, 579);
    }

    @Test
    void smallerBatchForgetsTheLargerOne() {
        Batch batch = Interactions.ofKeys(9, 9).samples(4, new Random(1));
        Candidates candidates = candidates(SPEAKING, 1, SampleDraws.NO_LIST, DrawTime.EACH_EPOCH);
        candidates.draw(0, batch);
        batch.setSize(1);
        candidates.draw(0, batch);
        assertThat(candidates.count()).isEqualTo(2);
        assertThat(Arrays.copyOf(candidates.labels(), 2)).containsExactly(1, 0);
    }

    @Test
    void negativesAreFreshInEachEpochUnlessDrawnOnce() {
        NegativeSampler keyItself = new NegativeSampler() {
            @Override
            public void sample(long key, int user, int count, int[] out, int from) {
                out[from] = (int) key;
            }

            @Override
            public float logProbability(int user, int item) {
                return 0;
            }
        };
        Candidates fresh = candidates(keyItself, 1, SampleDraws.NO_LIST, DrawTime.EACH_EPOCH);
        Candidates once = candidates(keyItself, 1, SampleDraws.NO_LIST, DrawTime.ONCE);

        assertThat(firstNegative(fresh, 0, 8)).isEqualTo(firstNegative(fresh, 0, 8));
        assertThat(firstNegative(fresh, 1, 8)).isNotEqualTo(firstNegative(fresh, 0, 8));
        assertThat(firstNegative(fresh, 0, 9)).isNotEqualTo(firstNegative(fresh, 0, 8));
        assertThat(firstNegative(once, 1, 9)).isEqualTo(firstNegative(once, 0, 8));
    }

    private static int firstNegative(Candidates candidates, int epoch, long position) {
        Batch batch = twoSamples();
        batch.positions()[0] = position;
        candidates.draw(epoch, batch);
        return candidates.items()[1];
    }

    private static Candidates candidates(NegativeSampler sampler, int negatives, int listColumn, DrawTime time) {
        return new Candidates(
                new SampleDraws(sampler, new DrawKeys(3, time), negatives, new SampleKeys(0, 1), listColumn, 1f),
                new SampleRewards(0, new float[0]));
    }

    private static Batch twoSamples() {
        Batch batch = new Batch(COLUMNS, 2);
        addSample(batch, 5, 7, 0.5f, 9, 0, 8);
        addSample(batch, 6, 3, 1);
        return batch;
    }

    private static void addSample(Batch batch, int user, int item, float label, int... listed) {
        int row = batch.size();
        batch.categorical(0)[row] = user;
        batch.categorical(1)[row] = item;
        batch.labels()[row] = label;
        batch.positions()[row] = 10L + row;
        batch.sequence(0).addRow(listed, 0, listed.length);
        batch.setSize(row + 1);
    }
}
