package org.campanile.core.config;

import org.campanile.core.Check;

/**
 * One entry of {@code data.features}: how raw values of some features become numbers. Whatever is fitted is fitted on
 * training rows alone.
 */
public record FeatureConfiguration(
        @Option("Name of the feature in the raw data, or the beginning of several names with a * at the end. Of several"
                + " entries that fit a feature the first counts.")
        String name,

        @Option(
                value = "What its values are; auto: what the source says of them; none: the feature is left out.",
                defaultValue = "auto")
        Kind kind,

        @Option(
                value = "Whom it describes, for data.source table; other sources know it. auto: the sample (context).",
                defaultValue = "auto")
        Side side,

        @Option(
                value =
                        "Dense: what is done with the number. log: sign(x) ln(1 + |x|); standardize: mean 0 and variance 1;"
                                + " log-standardize: one after the other; min-max: training values lie in [0, 1]; quantile:"
                                + " it becomes a categorical feature with an index for each of `quantiles` buckets; auto: what"
                                + " the source says, else standardize.",
                defaultValue = "auto")
        Scaling scaling,

        @Option(
                value = "Dense with scaling quantile: buckets that hold about as many training values each.",
                defaultValue = "10",
                range = "[2, 10000]")
        int quantiles,

        @Option(
                value = "Dense: what stands for a missing value. value: `missing-value`; mean: the mean of the training"
                        + " values; indicator: the mean, and a further dense feature NAME_missing is 1, else 0.",
                defaultValue = "value")
        Missing missing,

        @Option(value = "Dense with missing value: the number, before scaling.", defaultValue = "0")
        double missingValue,

        @Option(
                value = "Categorical and sequence: values that fewer training rows hold count as unknown.",
                defaultValue = "1",
                range = "[1, 2147483647]")
        int minCount,

        @Option(
                value =
                        "Categorical and sequence: number of indices that values are hashed to, instead of a vocabulary;"
                                + " 0: a vocabulary.",
                defaultValue = "0",
                range = "[0, 2147483647]")
        int hashSize,

        @Option(
                value = "Categorical and sequence: name of the vocabulary; features that name the same one share their"
                        + " embeddings. Empty: the feature's name.",
                defaultValue = "\"\"")
        String vocabulary,

        @Option(
                value = "Sequence: at most so many values are kept, the last ones; 0: all.",
                defaultValue = "0",
                range = "[0, 100000]")
        int maxLength,

        @Option(value = "Sequence: how a model makes one vector of several embeddings.", defaultValue = "mean")
        SequencePooling pooling,

        @Option(
                value = "Sequence of data.source table: column with a weight for each value, a number of at least 0 by"
                        + " which its embedding is multiplied. Empty: all values count alike.",
                defaultValue = "\"\"")
        String weights) {

    /** What the values of a feature are. */
    public enum Kind {
        AUTO,
        DENSE,
        CATEGORICAL,
        SEQUENCE,
        NONE
    }

    /** Whom a feature describes. */
    public enum Side {
        AUTO,
        USER,
        ITEM,
        CONTEXT
    }

    /** What is done with a number. */
    public enum Scaling {
        AUTO,
        NONE,
        STANDARDIZE,
        MIN_MAX,
        LOG,
        LOG_STANDARDIZE,
        QUANTILE
    }

    /** What stands for a missing number. */
    public enum Missing {
        VALUE,
        MEAN,
        INDICATOR
    }

    private static final String REST = "*";

    public FeatureConfiguration {
        Check.that(!name.isBlank(), "name of a feature is empty");
        int star = name.indexOf(REST);
        Check.that(star < 0 || star == name.length() - 1, "name %s has a * elsewhere than at its end", name);
        Check.that(
                hashSize != 1, "hash-size of %s is 1; allowed: 0, or at least 2 (index 0 is the unknown value)", name);
        Check.that(
                hashSize == 0 || minCount == 1, "feature %s has both hash-size and min-count; give one of them", name);
        Check.that(
                pooling != SequencePooling.CONCAT || maxLength > 0,
                "pooling concat of %s needs a max-length of at least 1",
                name);
        Check.that(
                weights.isEmpty() || pooling != SequencePooling.MAX,
                "weights of %s need the pooling mean, sum or concat, but it is %s",
                name,
                pooling);
    }

    /** What holds for a feature of which the configuration says nothing. */
    public static FeatureConfiguration ofDefaults(String name) {
        return new FeatureConfiguration(
                name, Kind.AUTO, Side.AUTO, Scaling.AUTO, 10, Missing.VALUE, 0, 1, 0, "", 0, SequencePooling.MEAN, "");
    }

    /** Whether this entry speaks of a feature. */
    public boolean fits(String feature) {
        return name.endsWith(REST) ? feature.startsWith(name.substring(0, name.length() - 1)) : name.equals(feature);
    }
}
