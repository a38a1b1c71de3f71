package org.campanile.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PairWiseLossTest {
    private static final float NONE = Float.NEGATIVE_INFINITY;

    @Test
    void bprIsTheLogarithmOfTheProbabilityOfTheRightOrder() {
        // d = 2 - 1 = 1 and 2 - 3 = -1: log(1 + exp(-1)) = 0.313262, log(1 + exp(1)) = 1.313262, mean 0.813262.
        // Slopes -1 / (1 + e) = -0.268941 and -1 / (1 + 1/e) = -0.731059, each over 2.
        float[] scores = {2, 1, 3};
        assertThat(loss(new BayesianPersonalizedRanking(), AccidentalHits.KEEP, 1, scores))
                .isCloseTo(0.813262, within(1e-6));
        assertThat(scores).containsExactly(new float[] {-0.5f, 0.134471f, 0.365529f}, within(1e-6f));
    }

    @Test
    void hingeCountsWhatIsMissingToTheMargin() {
        // d = 1 and -1 with margin 0.5: 0 and 1.5; half of the label counts.
        float[] scores = {2, 1, 3};
        assertThat(loss(new Hinge(0.5), AccidentalHits.KEEP, 0.5f, scores)).isCloseTo(0.5 * 1.5 / 2, within(1e-9));
        assertThat(scores).containsExactly(-0.25f, 0, 0.25f);
    }

    static Stream<PairLoss> losses() {
        return Stream.of(new BayesianPersonalizedRanking(), new Hinge(0.7));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void hitsThatAreMaskedAndNegativesThatAreLeftOutAddNothing(PairLoss loss) {
        // Candidate 1 is the positive itself, candidate 2 is left out.
        float[] scores = {0.3f, 0.9f, NONE, 0.1f};
        float[] alone = {0.3f, 0.1f};
        PairWiseLoss masking = new PairWiseLoss(loss, AccidentalHits.MASK, 4, 1);
        masking.set(new int[] {7, 7, 3, 2}, new float[] {1, 0, 0, 0}, new float[0], 1);
        PairWiseLoss single = new PairWiseLoss(loss, AccidentalHits.MASK, 2, 1);
        single.set(new int[] {7, 2}, new float[] {1, 0}, new float[0], 1);

        assertThat(masking.lossAndGradients(0, scores)).isEqualTo(single.lossAndGradients(0, alone));
        assertThat(scores).containsExactly(alone[0], 0, 0, alone[1]);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradientsAreTheCentralDifferencesOfTheLoss(PairLoss loss) {
        Random random = new Random(3);
        for (int attempt = 0; attempt < 20; attempt++) {
            float[] scores = new float[6];
            for (int k = 0; k < 6; k++) {
                scores[k] = (float) (3 * random.nextGaussian());
            }
            float[] gradients = scores.clone();
            loss(loss, AccidentalHits.KEEP, 0.5f, gradients);
            for (int k = 0; k < 6; k++) {
                float[] above = scores.clone();
                float[] below = scores.clone();
                above[k] += 1e-2f;
                below[k] -= 1e-2f;
                double run = (double) above[k] - below[k];
                double expected =
                        (loss(loss, AccidentalHits.KEEP, 0.5f, above) - loss(loss, AccidentalHits.KEEP, 0.5f, below))
                                / run;
                assertThat((double) gradients[k])
                        .as("score %d: found %s, central differences say %s", k, gradients[k], expected)
                        .isCloseTo(expected, within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void extremeDifferencesStayFinite(PairLoss loss) {
        for (double d : new double[] {1e4, -1e4}) {
            assertThat(loss.loss(d)).isCloseTo(Math.max(0, -d), within(1.0));
            assertThat(loss.slope(d)).isCloseTo(d > 0 ? 0 : -1, within(1e-12));
        }
    }

    private static double loss(PairLoss loss, AccidentalHits hits, float reward, float[] scores) {
        int[] items = {7, 7, 3, 2, 1, 9};
        PairWiseLoss pairs = new PairWiseLoss(loss, hits, scores.length, scores.length - 1);
        pairs.set(items, new float[] {reward, 0, 0, 0, 0, 0}, new float[0], 1);
        return pairs.lossAndGradients(0, scores);
    }
}
