package org.campanile.spark.preparation.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlantedClicksTest {
    private static final int ROWS = 20_000;
    private static final PlantedClicks PLANTED = new PlantedClicks(options(5));

    @Test
    void labelsFollowTheTeacher() {
        /* In each tenth of the probabilities, clicks are a sum of independent draws. */
        double[] expected = new double[10];
        double[] variance = new double[10];
        double[] clicks = new double[10];
        for (int row = 0; row < ROWS; row++) {
            double probability = probability(row);
            int tenth = (int) (probability * 10);
            expected[tenth] += probability;
            variance[tenth] += probability * (1 - probability);
            clicks[tenth] += PLANTED.label(row);
        }
        for (int tenth = 0; tenth < 10; tenth++) {
            assertThat(clicks[tenth])
                    .as("clicks with a probability from %d/10", tenth)
                    .isCloseTo(expected[tenth], within(5 * Math.sqrt(variance[tenth])));
        }
    }

    @Test
    void categoriesAreSkewedAsAsked() {
        double total = IntStream.rangeClosed(1, 50).mapToDouble(n -> 1.0 / n).sum();
        int[] counts = new int[50];
        for (int row = 0; row < ROWS; row++) {
            counts[PLANTED.categories(row)[1]]++;
        }
        for (int value : List.of(0, 1, 9, 49)) {
            double share = 1 / (value + 1.0) / total;
            assertThat((double) counts[value])
                    .as("count of value %d", value)
                    .isCloseTo(ROWS * share, within(5 * Math.sqrt(ROWS * share * (1 - share))));
        }
    }

    @Test
    void interactionsAreTheSumOverPairs() {
        /* Differences over one, two and three changed features of three: those of second order stay, of third vanish. */
        PlantedClicks three = new PlantedClicks(options(0));
        double base = logit(three.probability(new float[0], new int[] {1, 2, 3}));
        double first = logit(three.probability(new float[0], new int[] {4, 2, 3}));
        double second = logit(three.probability(new float[0], new int[] {1, 5, 3}));
        double both = logit(three.probability(new float[0], new int[] {4, 5, 3}));
        double third = logit(three.probability(new float[0], new int[] {1, 2, 6}));
        double all = logit(three.probability(new float[0], new int[] {4, 5, 6}));
        double firstThird = logit(three.probability(new float[0], new int[] {4, 2, 6}));
        double secondThird = logit(three.probability(new float[0], new int[] {1, 5, 6}));

        assertThat(both - first - second + base).as("the pair (1, 2) matters").isNotCloseTo(0, within(1e-3));
        assertThat(all - both - firstThird - secondThird + first + second + third - base)
                .as("no interaction of three features")
                .isCloseTo(0, within(1e-9));
    }

    @Test
    void teacherOrdersExamplesWell() {
        Integer[] order = IntStream.range(0, ROWS).boxed().toArray(Integer[]::new);
        double[] probabilities = IntStream.range(0, ROWS)
                .mapToDouble(PlantedClicksTest::probability)
                .toArray();
        Arrays.sort(order, Comparator.comparingDouble(row -> probabilities[row]));
        double rankSum = 0;
        double clicks = 0;
        for (int rank = 1; rank <= ROWS; rank++) {
            float label = PLANTED.label(order[rank - 1]);
            rankSum += label * rank;
            clicks += label;
        }
        double auc = (rankSum - clicks * (clicks + 1) / 2) / (clicks * (ROWS - clicks));

        assertThat(auc).as("the best achievable AUC").isBetween(0.75, 0.95);
    }

    @Test
    void examplesDependOnTheSeedAndTheNumberAlone() {
        PlantedClicks same = new PlantedClicks(options(5));

        assertThat(same.dense(77)).isEqualTo(PLANTED.dense(77)).isNotEqualTo(PLANTED.dense(78));
        assertThat(same.categories(77)).isEqualTo(PLANTED.categories(77));
    }

    private static double probability(long row) {
        return PLANTED.probability(PLANTED.dense(row), PLANTED.categories(row));
    }

    private static double logit(double probability) {
        return Math.log(probability / (1 - probability));
    }

    private static SyntheticClicksOptions options(int dense) {
        return new SyntheticClicksOptions(ROWS, dense, 3, 50, 1.0, 4, 2.0, -1.0, 3);
    }
}
