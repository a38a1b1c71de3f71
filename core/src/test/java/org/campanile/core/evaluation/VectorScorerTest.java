package org.campanile.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorScorerTest {

    /** Vectors of small whole numbers: every product is exact in single precision, in any order, and many scores tie. */
    @ParameterizedTest
    @CsvSource({
        // users, interests, items, width, size
        "1, 1, 50, 7, 3",
        "256, 1, 50, 50, 8",
        "257, 1, 50, 49, 5", // a last block of one item, a last tile of one user
        "130, 1, 300, 64, 64",
        "1, 2, 50, 7, 3",
        "257, 4, 50, 49, 5",
    })
    void rankingByVectorsEqualsSortingTheLargestDotProducts(int users, int interests, int items, int width, int size) {
        Random random = new Random(users + items);
        float[][] userVectors = wholeNumbers(random, users * interests, size);
        float[][] itemVectors = wholeNumbers(random, items, size);
        List<RankingQuery> queries = new ArrayList<>();
        for (int user = users - 1; user >= 0; user--) {
            queries.add(new RankingQuery(user, new int[] {1, 2}, new int[] {3 + user % (items - 3)}));
        }

        List<UserRanking> rankings = new ArrayList<>();
        FixedVectors model = new FixedVectors(interests, userVectors, itemVectors);
        try (VectorScorer scorer = new VectorScorer(model, new ItemBlocks(items, width));
                FullRanking ranking = new FullRanking(scorer, items)) {
            ranking.rank(queries.iterator(), rankings::add);
        }

        for (UserRanking actual : rankings) {
            int relevant = 3 + actual.user() % (items - 3);
            SortedRanking expected = new SortedRanking(
                    largestProducts(userVectors, actual.user() * interests, interests, itemVectors),
                    Set.of(1, 2),
                    Set.of(relevant));
            assertThat(actual.items())
                    .containsExactly(
                            expected.top(items).stream().mapToInt(i -> i).toArray());
            assertThat(actual.ranks()).containsExactly(expected.averageRank(relevant));
        }
        assertThat(rankings).hasSize(users);
    }

    private static float[][] wholeNumbers(Random random, int rows, int columns) {
        float[][] values = new float[rows][columns];
        for (float[] row : values) {
            for (int i = 0; i < columns; i++) {
                row[i] = random.nextInt(7) - 3;
            }
        }
        return values;
    }

    /** Of each item the largest dot product with one of {@code count} vectors. */
    private static double[] largestProducts(float[][] users, int from, int count, float[][] items) {
        double[] largest = new double[items.length];
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        for (int item = 0; item < items.length; item++) {
            for (int vector = from; vector < from + count; vector++) {
                double product = 0;
                for (int i = 0; i < items[item].length; i++) {
                    product += (double) users[vector][i] * items[item][i];
                }
                largest[item] = Math.max(largest[item], product);
            }
        }
        return largest;
    }
}
