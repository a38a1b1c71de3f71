package org.campanile.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.campanile.core.negative.UserItems;
import org.campanile.core.negative.UserItemsFixture;
import org.junit.jupiter.api.Test;

class SoftmaxItemsTest {
    private static final float NONE = Float.NEGATIVE_INFINITY;

    /** Of three columns one is a user's own item: q = f / 3 + 2 p / 3. */
    @Test
    void theCorrectionOfMixedColumnsIsTheLogarithmOfTheMixture() {
        float[] logFrequency = {log(0.1), log(0.6), log(0.3)};
        float[] logDrawn = {log(0.5), log(0.2), log(0.3)};
        SoftmaxItems items = new SoftmaxItems(AccidentalHits.KEEP, logFrequency, logDrawn, 1f, UserItems.none(0));
        items.setMixed(new int[] {1}, new float[] {1}, 1, new int[] {2, 0}, 2);
        float[] scores = new float[3];

        items.correctAndMask(0, scores);

        assertThat(items.columns()).isEqualTo(3);
        assertThat(items.itemCount()).isEqualTo(3);
        // (0.6 + 2 * 0.2) / 3, (0.3 + 2 * 0.3) / 3, (0.1 + 2 * 0.5) / 3
        assertThat(scores).containsExactly(new float[] {-log(1.0 / 3), -log(0.3), -log(1.1 / 3)}, within(1e-6f));
    }

    @Test
    void columnsThatAreOtherPositivesOfTheUserAreMasked() {
        UserItems positives = UserItemsFixture.of(new int[][] {{}, {4, 6}, {8}});
        SoftmaxItems items = new SoftmaxItems(AccidentalHits.KEEP, new float[0], new float[0], 1f, positives);
        items.setUserKeys(new int[] {1, 2, 1}, 3);

        items.setInBatch(new int[] {4, 8, 6}, new float[] {1, 1, 1}, 3);
        assertThat(masked(items, 0, 3)).containsExactly(0, 0, NONE);
        assertThat(masked(items, 1, 3)).containsExactly(0, 0, 0);
        assertThat(masked(items, 2, 3)).containsExactly(NONE, 0, 0);

        items.setMixed(new int[] {4, 8, 4}, new float[] {1, 1, 1}, 3, new int[] {9, 6}, 2);
        assertThat(items.columns()).isEqualTo(4);
        assertThat(masked(items, 0, 4)).containsExactly(log(2), 0, 0, NONE);
        assertThat(masked(items, 1, 4)).containsExactly(log(2), 0, 0, 0);

        items.setShared(new int[] {4, 8, 6}, new float[] {1, 1, 1}, 3, new int[] {8, 6, 5}, 3);
        assertThat(masked(items, 0, 3)).containsExactly(0, NONE, 0);
        assertThat(masked(items, 1, 3)).containsExactly(NONE, 0, 0);
    }

    @Test
    void anOwnItemThatIsNoKnownPositiveIsStillMaskedElsewhere() {
        UserItems positives = UserItemsFixture.of(new int[][] {{}, {4}});
        SoftmaxItems items = new SoftmaxItems(AccidentalHits.MASK, new float[0], new float[0], 1f, positives);
        items.setUserKeys(new int[] {1}, 1);
        items.setShared(new int[] {3}, new float[] {1}, 1, new int[] {3, 4, 5}, 3);

        assertThat(masked(items, 0, 3)).containsExactly(NONE, NONE, 0);
    }

    @Test
    void anItemThatComesTwiceIsOneColumnOfTwiceTheWeight() {
        float[] logQ = {0, log(0.25), 0, log(0.5)};
        SoftmaxItems items = new SoftmaxItems(AccidentalHits.MASK, logQ);
        items.setInBatch(new int[] {3, 1, 3}, new float[] {1, 1, 1}, 3);

        assertThat(items.columns()).isEqualTo(2);
        assertThat(Arrays.copyOf(items.items(), 2)).containsExactly(3, 1);
        assertThat(Arrays.copyOf(items.times(), 2)).containsExactly(2, 1);
        assertThat(items.target(2)).isZero();
        // Of exp(s) / q the item 3 counts once for its own users and twice for the other: 2, and 2 * 2 = 4; item 1: 4.
        assertThat(masked(items, 0, 2)).containsExactly(new float[] {log(2), log(4)}, within(1e-6f));
        assertThat(masked(items, 1, 2)).containsExactly(new float[] {log(4), log(4)}, within(1e-6f));
        assertThat(items.repetition(0)).isZero();
    }

    @Test
    void whereHitsAreKeptAnItemOfTwoUsersCountsTwiceForBoth() {
        SoftmaxItems items = new SoftmaxItems(AccidentalHits.KEEP, new float[0]);
        items.setInBatch(new int[] {3, 1, 3}, new float[] {1, 1, 1}, 3);

        assertThat(masked(items, 2, 2)).containsExactly(log(2), 0);
        // The positive is one of two: -log(1 / 3) = log 3 = -log(2 / 3) + log 2.
        assertThat(items.repetition(2)).isEqualTo(log(2));
        assertThat(items.repetition(1)).isZero();
    }

    @Test
    void ofACatalogueEveryKnownItemIsAColumnOnce() {
        UserItems positives = UserItemsFixture.of(new int[][] {{}, {2, 4}});
        SoftmaxItems items = new SoftmaxItems(AccidentalHits.MASK, new float[0], new float[0], 1f, positives);
        items.setUserKeys(new int[] {1, 0, 0}, 3);
        items.setCatalogue(new int[] {4, 4, 0}, new float[] {1, 0.5f, 1}, 3, 6);

        assertThat(items.items()).containsExactly(1, 2, 3, 4, 5);
        assertThat(items.itemCount()).isEqualTo(5);
        assertThat(items.target(0)).isEqualTo(3);
        assertThat(masked(items, 0, 5)).containsExactly(0, NONE, 0, 0, 0);
        assertThat(masked(items, 1, 5)).containsExactly(0, 0, 0, 0, 0);
        assertThat(items.reward(1)).isEqualTo(0.5f);
        assertThat(items.reward(2)).as("the unknown item").isZero();
    }

    private static float[] masked(SoftmaxItems items, int user, int columns) {
        float[] scores = new float[columns];
        items.correctAndMask(user, scores);
        return scores;
    }

    private static float log(double probability) {
        return (float) Math.log(probability);
    }
}
