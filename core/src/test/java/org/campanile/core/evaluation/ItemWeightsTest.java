package org.campanile.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.negative.UserItems;
import org.campanile.core.negative.UserItemsFixture;
import org.junit.jupiter.api.Test;

class ItemWeightsTest {
    private static final int ITEMS = 23;

    @Test
    void neighboursFollowTheFormula() {
        // users: {1, 2}, {1, 2, 3}, {3}; shrink 1
        UserItems users = UserItemsFixture.of(new int[][] {{}, {1, 2}, {1, 2, 3}, {3}});
        ItemNeighbours all = ItemNeighbours.of(users, 4, 1, 0);
        assertThat(weights(all)[1]).containsExactly(0, 0, 2 / 3f, 1 / 3f); // 2 / (2 + 1), 1 / (2 + 1)
        assertThat(weights(all)[3]).containsExactly(0, 1 / 3f, 1 / 3f, 0);

        // The nearest of 3 are 1 and 2 alike: the lower index stays.
        ItemNeighbours nearest = ItemNeighbours.of(users, 4, 1, 1);
        assertThat(weights(nearest)[1]).containsExactly(0, 0, 2 / 3f, 1 / 3f);
        assertThat(weights(nearest)[2]).containsExactly(0, 2 / 3f, 0, 0);
    }

    @Test
    void easeIsTheLeastSquaresModelWithoutItsDiagonal() {
        UserItems users = randomUsers();
        double lambda = 3;
        try (EaseWeights ease = EaseWeights.of(users, ITEMS, lambda)) {
            float[][] b = weights(ease);
            double[][] gram = gram(users);
            // At the optimum the gradient of |X - X B|^2 + lambda |B|^2, 2 (G B - G + lambda B), is 0 off the diagonal.
            for (int i = 0; i < ITEMS; i++) {
                assertThat(b[i][i]).isZero();
                for (int j = 0; j < ITEMS; j++) {
                    if (i != j) {
                        double gradient = lambda * b[i][j] - gram[i][j];
                        for (int k = 0; k < ITEMS; k++) {
                            gradient += gram[i][k] * b[k][j];
                        }
                        assertThat(gradient).as("(%d, %d)", i, j).isEqualTo(0, within(1e-4));
                    }
                }
            }
        }
    }

    @Test
    void aUsersScoresAreTheSumsOverItsItemsInEveryBlock() {
        UserItems users = randomUsers();
        for (ItemWeights weights :
                List.of(ItemNeighbours.of(users, ITEMS, 10, 4), (ItemWeights) EaseWeights.of(users, ITEMS, 1))) {
            float[][] rows = weights(weights);
            List<RankingQuery> queries = List.of(
                    new RankingQuery(1, new int[0], new int[] {1}).taken(new int[] {3, 9, 20}),
                    new RankingQuery(2, new int[0], new int[] {1}));
            try (HistoryScorer scorer = new HistoryScorer(weights, new ItemBlocks(ITEMS, 10))) {
                scorer.select(queries);
                for (int block = 0; block < scorer.blocks().count(); block++) {
                    try (FloatMatrix scores = new FloatMatrix(2, scorer.blocks().size(block))) {
                        scorer.score(block, scores);
                        for (int i = 0; i < scores.columns(); i++) {
                            int item = scorer.blocks().first(block) + i;
                            assertThat(scores.get(0, i))
                                    .isEqualTo(rows[3][item] + rows[9][item] + rows[20][item], within(1e-6f));
                            assertThat(scores.get(1, i)).isZero();
                        }
                    }
                }
            }
            weights.close();
        }
    }

    @Test
    void coOccurrencesAreCountedForOneItemAfterTheOther() {
        UserItems users = randomUsers();
        double[][] gram = gram(users);
        CoOccurrences shared = new CoOccurrences(users, ITEMS);
        double pairs = 0;
        for (int item = 0; item < ITEMS; item++) {
            shared.count(item);
            for (int other = 0; other < ITEMS; other++) {
                assertThat((double) shared.with(other)).isEqualTo(gram[item][other]);
            }
            pairs += Arrays.stream(gram[item]).sum();
        }
        assertThat((double) CoOccurrences.pairs(users)).isEqualTo(pairs);
    }

    private static float[][] weights(ItemWeights weights) {
        float[][] rows = new float[weights.items()][weights.items()];
        for (int item = 0; item < rows.length; item++) {
            weights.add(item, 0, rows.length, rows[item]);
        }
        return rows;
    }

    private static UserItems randomUsers() {
        Random random = new Random(2);
        int[][] items = new int[60][];
        for (int user = 0; user < items.length; user++) {
            items[user] = random.ints(user % 9, 1, ITEMS).distinct().toArray();
        }
        return UserItemsFixture.of(items);
    }

    private static double[][] gram(UserItems users) {
        double[][] gram = new double[ITEMS][ITEMS];
        for (int user = 0; user < users.users(); user++) {
            for (int a = 0; a < users.count(user); a++) {
                for (int b = 0; b < users.count(user); b++) {
                    gram[users.item(user, a)][users.item(user, b)]++;
                }
            }
        }
        return gram;
    }
}
