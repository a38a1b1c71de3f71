package org.campanile.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.campanile.core.math.FloatMatrix;
import org.junit.jupiter.api.Test;

class FactorScorerTest {
    private static final int ITEMS = 30;
    private static final int RANK = 5;
    private static final double ALPHA = 4;
    private static final double LAMBDA = 0.3;

    /** The factors minimise the cost of Hu, Koren and Volinsky: central differences of it are 0 in every direction. */
    @Test
    void aUsersFactorsMinimiseTheCost() {
        int[] taken = {2, 11, 17};
        float[][] factors = randomFactors();
        try (ItemVectors items = vectors(factors);
                FactorScorer scorer = new FactorScorer(items, ALPHA, LAMBDA)) {
            scorer.fold(taken);
            double[] x = new double[RANK];
            for (int i = 0; i < RANK; i++) {
                x[i] = scorer.factors()[i];
            }
            double step = 1e-3;
            for (int i = 0; i < RANK; i++) {
                double at = x[i];
                x[i] = at + step;
                double above = cost(x, factors, taken);
                x[i] = at - step;
                double below = cost(x, factors, taken);
                x[i] = at;
                assertThat((above - below) / (2 * step)).as("direction %d", i).isEqualTo(0, within(1e-4));
            }
            assertThat(cost(x, factors, taken)).isLessThan(cost(new double[RANK], factors, taken));
        }
    }

    @Test
    void scoresAreDotProductsAndAUserWithoutItemsHasNone() {
        float[][] factors = randomFactors();
        try (ItemVectors items = vectors(factors);
                FactorScorer scorer = new FactorScorer(items, ALPHA, LAMBDA);
                FloatMatrix scores = new FloatMatrix(2, ITEMS)) {
            scorer.select(List.of(
                    new RankingQuery(1, new int[0], new int[] {1}),
                    new RankingQuery(2, new int[0], new int[] {1}).taken(new int[] {2, 11})));
            scorer.score(0, scores);
            scorer.fold(new int[] {2, 11});
            for (int item = 0; item < ITEMS; item++) {
                double product = 0;
                for (int i = 0; i < RANK; i++) {
                    product += scorer.factors()[i] * factors[item][i];
                }
                assertThat(scores.get(0, item)).isZero();
                assertThat((double) scores.get(1, item)).isEqualTo(product, within(1e-5));
            }
        }
    }

    /** Sum over all items of c (p - x y)^2, with p = 1 and c = 1 + alpha for those taken, else 0 and 1, and the norm. */
    private static double cost(double[] x, float[][] factors, int[] taken) {
        double cost = 0;
        for (int item = 0; item < ITEMS; item++) {
            boolean isTaken = false;
            for (int other : taken) {
                isTaken |= other == item;
            }
            double product = 0;
            for (int i = 0; i < RANK; i++) {
                product += x[i] * factors[item][i];
            }
            double error = (isTaken ? 1 : 0) - product;
            cost += (isTaken ? 1 + ALPHA : 1) * error * error;
        }
        for (double value : x) {
            cost += LAMBDA * taken.length * value * value;
        }
        return cost;
    }

    private static float[][] randomFactors() {
        Random random = new Random(8);
        float[][] factors = new float[ITEMS][RANK];
        for (float[] row : factors) {
            for (int i = 0; i < RANK; i++) {
                row[i] = random.nextFloat() - 0.4f;
            }
        }
        return factors;
    }

    private static ItemVectors vectors(float[][] factors) {
        ItemVectors vectors = new ItemVectors(ITEMS, RANK);
        for (int item = 0; item < ITEMS; item++) {
            vectors.set(item, factors[item]);
        }
        return vectors;
    }
}
