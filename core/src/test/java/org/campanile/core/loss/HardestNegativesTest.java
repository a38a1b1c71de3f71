package org.campanile.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HardestNegativesTest {
    /** Writes down the scores it gets. */
    private static final class Recorder implements CandidateLoss {
        private float[] scores = new float[0];

        @Override
        public void set(int[] items, float[] labels, float[] logQ, int users) {}

        @Override
        public double lossAndGradients(int user, float[] values) {
            scores = values.clone();
            return user;
        }
    }

    @Test
    void onlyTheHighestScoredTakePart() {
        Recorder recorder = new Recorder();
        float none = Float.NEGATIVE_INFINITY;

        // The positive's score does not matter; of the equal ones the first counts.
        double loss = new HardestNegatives(recorder, 6, 2).lossAndGradients(9, new float[] {-5, 1, 3, 0, 1, -2});

        assertThat(loss).isEqualTo(9);
        assertThat(recorder.scores).containsExactly(-5, 1, 3, none, none, none);
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "5, 4", "20, 1", "20, 7", "20, 19", "101, 50"})
    void theyAreThoseThatSortingFinds(int candidates, int kept) {
        Random random = new Random(candidates + kept);
        for (int round = 0; round < 50; round++) {
            float[] scores = new float[candidates];
            for (int i = 0; i < candidates; i++) {
                scores[i] = random.nextInt(12);
            }
            float[] sorted = Arrays.copyOfRange(scores, 1, candidates);
            Arrays.sort(sorted);
            Recorder recorder = new Recorder();

            new HardestNegatives(recorder, candidates, kept).lossAndGradients(0, scores.clone());

            float[] found = Arrays.copyOfRange(recorder.scores, 1, candidates);
            Arrays.sort(found);
            assertThat(Arrays.copyOfRange(found, candidates - 1 - kept, candidates - 1))
                    .containsExactly(Arrays.copyOfRange(sorted, candidates - 1 - kept, candidates - 1));
            for (int i = 0; i < candidates - 1 - kept; i++) {
                assertThat(found[i]).isEqualTo(Float.NEGATIVE_INFINITY);
            }
        }
    }

    /** Softmax of 1 and 2 alone: log(1 + exp(1)) = 1.313262, and probabilities 0.268941 and 0.731059. */
    @Test
    void theOthersHaveNoGradient() {
        SampledSoftmax softmax = new SampledSoftmax(AccidentalHits.MASK, 4);
        HardestNegatives hardest = new HardestNegatives(softmax, 4, 1);
        hardest.set(new int[] {1, 2, 3, 4}, new float[] {1, 0, 0, 0}, new float[0], 1);
        float[] scores = {1, 0, 2, 1.5f};

        assertThat(hardest.lossAndGradients(0, scores)).isCloseTo(1.313262, within(1e-6));
        assertThat(scores).containsExactly(new float[] {-0.731059f, 0, 0.731059f, 0}, within(1e-6f));
    }

    /** Cross-entropy of 1 with label 1 and of 2 with label 0: 0.313262 + 2.126928, over two. */
    @Test
    void thePointWiseMeanIsOverThoseThatTakePart() {
        HardestNegatives hardest = new HardestNegatives(new PointWiseLoss(4, 2), 4, 1);
        hardest.set(new int[4], new float[] {1, 0, 0, 0}, new float[0], 1);
        float[] scores = {1, 0, 2, 1.5f};

        assertThat(hardest.lossAndGradients(0, scores)).isCloseTo(1.220095, within(1e-6));
        // (0.731059 - 1) / 2 and 0.880797 / 2
        assertThat(scores).containsExactly(new float[] {-0.134471f, 0, 0.440399f, 0}, within(1e-6f));
    }

    @Test
    void keepingAllOrNoneIsRefused() {
        assertThatThrownBy(() -> new HardestNegatives(new Recorder(), 4, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("kept must be in [1, 3], but is 4");
    }
}
