package org.campanile.spark.preparation.synthetic;

import java.io.Serializable;
import org.campanile.core.config.Option;
import org.campanile.core.config.SourceOptions;

/** Options of the source {@code synthetic-clicks}; see {@link PlantedClicks} for their meaning. */
public record SyntheticClicksOptions(
        @Option(value = "Number of examples.", defaultValue = "200000", range = "[1, 100000000000]")
        long rows,

        @Option(value = "Number of dense features.", defaultValue = "4", range = "[0, 10000]")
        int denseFeatures,

        @Option(value = "Number of categorical features.", defaultValue = "8", range = "[1, 10000]")
        int categoricalFeatures,

        @Option(value = "Different values of each categorical feature.", defaultValue = "100", range = "[2, 10000000]")
        int cardinality,

        @Option(
                value =
                        "Exponent of the values' frequency: the n-th value's is n to the power of minus this; 0: all alike.",
                defaultValue = "1",
                range = "[0, 10]")
        double zipfExponent,

        @Option(
                value = "Dimension of the planted interactions between features.",
                defaultValue = "4",
                range = "[1, 1024]")
        int rank,

        @Option(
                value = "How much the features matter: the standard deviation of the logit of a click.",
                defaultValue = "2",
                range = "[0, 100]")
        double sharpness,

        @Option(value = "Logit of a click when the features say nothing.", defaultValue = "-1", range = "[-100, 100]")
        double intercept,

        @Option(
                value = "Seed of the planted weights and draws, apart from the run's seed: the data stay the same when"
                        + " a run is repeated with another seed.",
                defaultValue = "1")
        long generatorSeed)
        implements SourceOptions, Serializable {}
