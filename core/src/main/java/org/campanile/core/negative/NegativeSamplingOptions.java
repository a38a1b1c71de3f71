package org.campanile.core.negative;

import org.campanile.core.Check;
import org.campanile.core.config.Option;

/** Section {@code model.negative-sampling} of models that draw negatives. */
public record NegativeSamplingOptions(
        @Option(
                value = "With which probability items are drawn. uniform: all alike. popularity: in proportion to their"
                        + " training rows to the power of exponent. word2vec: the same with exponent 0.75. log-uniform: by"
                        + " rank r of frequency, log((r + 2) / (r + 1)). tencent: log-uniform by another name.",
                defaultValue = "uniform")
        NegativeDistribution distribution,

        @Option(value = "Power of the training rows for popularity.", defaultValue = "1", range = "[0, 10]")
        double exponent,

        @Option(
                value =
                        "Whether items that the user has in training rows with a label above 0 are never its negatives. Takes"
                                + " 4 bytes per such row and 8 per user in every worker.",
                defaultValue = "false")
        boolean excludePositives,

        @Option(
                value =
                        "each-epoch: negatives are drawn anew in every epoch; once: samples of the same user and item have"
                                + " the same negatives in all epochs.",
                defaultValue = "each-epoch")
        DrawTime drawn,

        @Option(
                value =
                        "How many of a sample's negatives are items that the user was shown and did not take (training rows"
                                + " of label 0), where there are any. Takes 4 bytes per such row and 4 per user in every worker.",
                defaultValue = "0",
                range = "[0, 10000]")
        int shown,

        @Option(
                value =
                        "Items drawn for each sample, of which only those with the highest scores serve as its negatives;"
                                + " 0: all that are drawn.",
                defaultValue = "0",
                range = "[0, 10000]")
        int pool,

        @Option(
                value = "Name of a sequence feature that lists negatives of each sample, which come before any that are"
                        + " drawn; empty: none.",
                defaultValue = "\"\"")
        String column,

        @Option(
                value =
                        "Samples of frequent items are left out at random: with the item's share f of the training rows a"
                                + " sample stays with probability sqrt(subsampling / f), if that is below 1. 0: all stay.",
                defaultValue = "0",
                range = "[0, 1]")
        double subsampling) {

    public NegativeSamplingOptions {
        Check.that(
                pool == 0 || excludePositives,
                "negative-sampling.pool is %d, but without exclude-positives the user's own positives would be the"
                        + " negatives with the highest scores: set exclude-positives to true",
                pool);
    }

    /** Uniform and fresh each epoch, nothing else. */
    public static NegativeSamplingOptions uniform() {
        return new NegativeSamplingOptions(NegativeDistribution.UNIFORM, 1, false, DrawTime.EACH_EPOCH, 0, 0, "", 0);
    }
}
