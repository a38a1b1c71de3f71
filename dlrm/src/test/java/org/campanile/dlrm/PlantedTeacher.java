package org.campanile.dlrm;

import java.util.Random;
import org.campanile.core.batch.Batch;

/**
 * Clicks of a known teacher: the logit is a weight for every category, a weight for every dense feature, and a number for
 * every pair of categories of two features, all standard normal, so that half of its variance is interaction.
 */
final class PlantedTeacher {
    private static final int MOST_CATEGORIES = 32;

    private final Clicks world;
    private final int dense;
    private final int categorical;
    private final double[][] weights;
    private final double[] denseWeights;
    private final double[][][][] pairs;

    PlantedTeacher(int dense, int categorical, Random random) {
        this.world = Clicks.ofRows(dense, categorical);
        this.dense = dense;
        this.categorical = categorical;
        this.denseWeights = random.doubles(dense, -1, 1).toArray();
        this.weights = new double[categorical][MOST_CATEGORIES];
        this.pairs = new double[categorical][categorical][MOST_CATEGORIES][MOST_CATEGORIES];
        for (int f = 0; f < categorical; f++) {
            for (int value = 0; value < MOST_CATEGORIES; value++) {
                weights[f][value] = random.nextGaussian() / Math.sqrt(categorical);
                for (int g = 0; g < f; g++) {
                    for (int other = 0; other < MOST_CATEGORIES; other++) {
                        pairs[f][g][value][other] =
                                random.nextGaussian() * Math.sqrt(2.0 / categorical / (categorical - 1));
                    }
                }
            }
        }
    }

    Clicks world() {
        return world;
    }

    /** Fresh samples, each with a label that the teacher drew. */
    Batch samples(int count, Random random) {
        Batch batch = world.samples(count, random);
        for (int row = 0; row < count; row++) {
            batch.labels()[row] = random.nextDouble() < probability(batch, row) ? 1 : 0;
        }
        return batch;
    }

    /** The probability of a click: the best prediction there is. */
    double probability(Batch batch, int row) {
        double logit = 0;
        for (int d = 0; d < dense; d++) {
            logit += denseWeights[d] * batch.dense()[row * dense + d];
        }
        for (int f = 0; f < categorical; f++) {
            int value = batch.categorical(f)[row];
            logit += weights[f][value];
            for (int g = 0; g < f; g++) {
                logit += pairs[f][g][value][batch.categorical(g)[row]];
            }
        }
        return 1 / (1 + Math.exp(-1.5 * logit));
    }
}
