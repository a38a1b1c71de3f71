package org.campanile.core.negative;

import java.util.Arrays;
import org.campanile.core.Check;

/** Probabilities with which known items, from index 1 on, are drawn. Immutable; safe for use by several threads. */
public sealed interface ItemDistribution permits UniformDistribution, WeightedDistribution {
    /** Number of items with the unknown one. */
    int items();

    /** The item that a random hash draws, in constant time; never 0, the unknown item. */
    int draw(long hash);

    /** Probability that a draw is the item. That of the unknown item is 0. */
    double probability(int item);

    /**
     * Logarithm of {@link #probability}, finite: for the unknown item, which a sample may have for its own, it is that of
     * the rarest.
     */
    float logProbability(int item);

    /** {@link #logProbability} of every item. */
    default float[] logProbabilities() {
        float[] logarithms = new float[items()];
        for (int item = 0; item < logarithms.length; item++) {
            logarithms[item] = logProbability(item);
        }
        return logarithms;
    }

    /**
     * All known items alike.
     *
     * @param items number of items with the unknown one, at least 2
     */
    static ItemDistribution uniform(int items) {
        return new UniformDistribution(items);
    }

    /**
     * In proportion to {@code count^exponent}. An item that no training row holds counts as if one did, so that every
     * known item can be drawn. With exponent 0.75 this is the noise distribution of word2vec (Mikolov et al.: Distributed
     * Representations of Words and Phrases and their Compositionality, NIPS 2013, section 2.2).
     *
     * @param counts training rows of each item, by index; at least 2
     */
    static ItemDistribution popularity(long[] counts, double exponent) {
        Check.that(exponent >= 0, "exponent of popularity must be at least 0, but is %s", exponent);
        double[] weights = new double[knownItems(counts)];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.pow((double) Math.max(1, counts[i + 1]), exponent);
        }
        return new WeightedDistribution(weights);
    }

    /**
     * By rank of frequency, approximately Zipfian: with n known items, of which the most frequent has rank 0,
     *
     * <pre>
     * P(rank) = (log(rank + 2) - log(rank + 1)) / log(n + 1)
     * </pre>
     *
     * as TensorFlow's {@code log_uniform_candidate_sampler} has it, and Liu et al.: Real-time Attention Based Look-alike
     * Model for Recommender System, KDD 2019 (Tencent's RALM). Items that are as frequent rank by index.
     *
     * @param counts training rows of each item, by index; at least 2
     */
    static ItemDistribution logUniform(long[] counts) {
        int known = knownItems(counts);
        double[] weights = new double[known];
        int[] ranked = byFrequency(counts);
        for (int rank = 0; rank < known; rank++) {
            weights[ranked[rank] - 1] = Math.log1p(1.0 / (rank + 1)) / Math.log(known + 1.0);
        }
        return new WeightedDistribution(weights);
    }

    private static int knownItems(long[] counts) {
        Check.that(counts.length >= 2, "drawing takes at least one known item, but there are %d items", counts.length);
        return counts.length - 1;
    }

    /** The known items, the most frequent first. */
    private static int[] byFrequency(long[] counts) {
        // Count and index in one number; of items in more than 2^31 rows the index alone decides.
        long[] keys = new long[counts.length - 1];
        for (int item = 1; item < counts.length; item++) {
            keys[item - 1] = (Integer.MAX_VALUE - Math.min(counts[item], Integer.MAX_VALUE)) << 32 | item;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }
}
