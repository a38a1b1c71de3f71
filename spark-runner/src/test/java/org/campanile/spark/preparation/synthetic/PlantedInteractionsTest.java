package org.campanile.spark.preparation.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlantedInteractionsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void firstItemsFollowTheProbabilities(int interests) {
        int users = 4000;
        PlantedInteractions planted = new PlantedInteractions(options(users, 200, 5, interests, 1.0, 2.0));
        double[] expected = new double[200];
        double[] observed = new double[200];
        for (int user = 0; user < users; user++) {
            double[] probabilities = planted.probabilities(user);
            Arrays.setAll(expected, item -> expected[item] + probabilities[item]);
            observed[planted.sequence(user)[0]]++;
        }

        /*
         * Each count is a sum of independent draws with variance below its expectation, so the statistic is at most
         * chi-square with as many degrees of freedom as items: mean n, standard deviation sqrt(2 n). Within 5 of them.
         */
        int[] frequent =
                IntStream.range(0, 200).filter(item -> expected[item] >= 5).toArray();
        double statistic = Arrays.stream(frequent)
                .mapToDouble(item -> Math.pow(observed[item] - expected[item], 2) / expected[item])
                .sum();
        int n = frequent.length;
        assertThat(n).isGreaterThan(80);
        assertThat(statistic).isBetween(n / 2.0, n + 5 * Math.sqrt(2.0 * n));
        assertThat(Arrays.stream(expected).sum()).isCloseTo(users, within(1e-6));
    }

    @Test
    void laterItemsFollowTheProbabilitiesOfWhatIsLeft() {
        int users = 3000;
        PlantedInteractions planted = new PlantedInteractions(options(users, 50, 30, 1, 0.5, 2.0));
        double expectedHits = 0;
        double variance = 0;
        int hits = 0;
        for (int user = 0; user < users; user++) {
            int[] sequence = planted.sequence(user);
            double[] left = planted.probabilities(user);
            Arrays.stream(sequence, 0, 29).forEach(item -> left[item] = 0);
            double best = Arrays.stream(left).max().orElseThrow()
                    / Arrays.stream(left).sum();
            expectedHits += best;
            variance += best * (1 - best);
            hits += planted.oracleRank(user) == 1 ? 1 : 0;
        }

        assertThat((double) hits)
                .as("how often the 30th item is the most probable of those left")
                .isCloseTo(expectedHits, within(5 * Math.sqrt(variance)));
    }

    @Test
    void sequencesHaveDifferentItemsAndDependOnTheSeedAlone() {
        PlantedInteractions planted = new PlantedInteractions(options(10, 100, 100, 2, 1.0, 3.0));

        assertThat(Arrays.stream(planted.sequence(3)).distinct().count()).isEqualTo(100);
        assertThat(new PlantedInteractions(options(10, 100, 100, 2, 1.0, 3.0)).sequence(3))
                .isEqualTo(planted.sequence(3));
        assertThat(planted.sequence(4)).isNotEqualTo(planted.sequence(3));
    }

    @Test
    void logarithmOfTheProbabilityIsADotProductPlusThePopularity() {
        PlantedInteractions planted = new PlantedInteractions(options(30, 40, 5, 1, 1.0, 2.5));
        double[][] rows = new double[30][];
        for (int user = 0; user < 30; user++) {
            double[] probabilities = planted.probabilities(user);
            double[] personal = new double[40];
            Arrays.setAll(personal, item -> Math.log(probabilities[item]) + Math.log(item + 1.0));
            double mean = Arrays.stream(personal).average().orElseThrow();
            rows[user] = Arrays.stream(personal).map(value -> value - mean).toArray();
        }

        assertThat(rank(rows)).as("rank 3 of the options, nothing else").isEqualTo(3);
    }

    @Test
    void oracleRanksBetterThanPopularity() {
        int users = 500;
        PlantedInteractions planted = new PlantedInteractions(options(users, 300, 20, 1, 0.5, 3.0));
        double oracle = 0;
        double popularity = 0;
        for (int user = 0; user < users; user++) {
            int[] sequence = planted.sequence(user);
            int target = sequence[19];
            long popularBefore = IntStream.range(0, target)
                    .filter(item -> Arrays.stream(sequence).noneMatch(seen -> seen == item))
                    .count();
            oracle += planted.oracleRank(user) <= 10 ? 1.0 / users : 0;
            popularity += popularBefore < 10 ? 1.0 / users : 0;
        }

        assertThat(oracle).as("hit rate at 10").isGreaterThan(3 * popularity);
        assertThat(popularity).isGreaterThan(10.0 / 300);
    }

    @Test
    void bestAchievableRankingOfTheQuickStartIsKnown() {
        int users = 2000;
        PlantedInteractions planted =
                new PlantedInteractions(new SyntheticInteractionsOptions(users, 1000, 40, 2, 1, 0.5, 4, 1));
        int[] ranks = IntStream.range(0, users).map(planted::oracleRank).toArray();

        double hitRate = Arrays.stream(ranks).filter(rank -> rank <= 10).count() / (double) users;
        double ndcg = Arrays.stream(ranks)
                        .filter(rank -> rank <= 10)
                        .mapToDouble(rank -> Math.log(2) / Math.log(rank + 1))
                        .sum()
                / users;

        /* The expectation over the last draw is 0.4246 and 0.2384; the standard error with 2,000 users is 0.011, 0.008. */
        assertThat(hitRate).as("HR@10 of the options' defaults").isCloseTo(0.4265, within(1e-9));
        assertThat(ndcg).as("NDCG@10 of the options' defaults").isCloseTo(0.2431, within(5e-5));
    }

    /** Rank of a matrix by Gaussian elimination with full pivoting. */
    private static int rank(double[][] matrix) {
        double[][] rows = Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
        int rank = 0;
        while (rank < rows.length) {
            int pivotRow = rank;
            int pivotColumn = 0;
            for (int row = rank; row < rows.length; row++) {
                for (int column = 0; column < rows[row].length; column++) {
                    if (Math.abs(rows[row][column]) > Math.abs(rows[pivotRow][pivotColumn])) {
                        pivotRow = row;
                        pivotColumn = column;
                    }
                }
            }
            if (Math.abs(rows[pivotRow][pivotColumn]) < 1e-9) {
                return rank;
            }
            double[] pivot = rows[pivotRow];
            rows[pivotRow] = rows[rank];
            rows[rank] = pivot;
            for (int row = rank + 1; row < rows.length; row++) {
                double factor = rows[row][pivotColumn] / pivot[pivotColumn];
                for (int column = 0; column < pivot.length; column++) {
                    rows[row][column] -= factor * pivot[column];
                }
            }
            rank++;
        }
        return rank;
    }

    private static SyntheticInteractionsOptions options(
            int users, int items, int perUser, int interests, double zipf, double sharpness) {
        return new SyntheticInteractionsOptions(users, items, perUser, 3, interests, zipf, sharpness, 11);
    }
}
