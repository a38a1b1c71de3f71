package org.campanile.spark.preparation.synthetic;

import java.io.Serializable;
import org.campanile.core.config.Option;
import org.campanile.core.config.SourceOptions;

/** Options of the source {@code synthetic-interactions}; see {@link PlantedInteractions} for their meaning. */
public record SyntheticInteractionsOptions(
        @Option(value = "Number of users.", defaultValue = "2000", range = "[1, 100000000]")
        int users,

        @Option(value = "Number of items.", defaultValue = "1000", range = "[2, 10000000]")
        int items,

        @Option(
                value = "Interactions of each user, with as many different items.",
                defaultValue = "40",
                range = "[1, 100000]")
        int interactionsPerUser,

        @Option(value = "Dimension of the planted user and item vectors.", defaultValue = "2", range = "[1, 1024]")
        int rank,

        @Option(
                value = "Planted interests of each user; 1 is what a dot product can represent.",
                defaultValue = "1",
                range = "[1, 64]")
        int interests,

        @Option(
                value =
                        "Exponent of the items' popularity: the n-th item's is n to the power of minus this; 0: all alike.",
                defaultValue = "0.5",
                range = "[0, 10]")
        double zipfExponent,

        @Option(
                value = "How much users' tastes matter beside popularity: the standard deviation of an item's log"
                        + " probability over users.",
                defaultValue = "4",
                range = "[0, 100]")
        double sharpness,

        @Option(
                value = "Seed of the planted vectors and draws, apart from the run's seed: the data stay the same when"
                        + " a run is repeated with another seed.",
                defaultValue = "1")
        long generatorSeed)
        implements SourceOptions, Serializable {}
