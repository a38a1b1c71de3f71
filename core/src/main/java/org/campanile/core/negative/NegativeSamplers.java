package org.campanile.core.negative;

import java.util.function.Supplier;

/** From options to distributions. */
public final class NegativeSamplers {
    private static final double WORD2VEC_EXPONENT = 0.75;

    private NegativeSamplers() {}

    /**
     * The distribution that the options name.
     *
     * @param items  number of items with the unknown one
     * @param counts reads the training rows of each item, by index
     */
    public static ItemDistribution distribution(NegativeSamplingOptions options, int items, Supplier<long[]> counts) {
        return switch (options.distribution()) {
            case UNIFORM -> ItemDistribution.uniform(items);
            case POPULARITY -> ItemDistribution.popularity(counts.get(), options.exponent());
            case WORD2VEC -> ItemDistribution.popularity(counts.get(), WORD2VEC_EXPONENT);
            case LOG_UNIFORM, TENCENT -> ItemDistribution.logUniform(counts.get());
        };
    }
}
