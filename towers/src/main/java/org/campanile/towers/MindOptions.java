package org.campanile.towers;

import org.campanile.core.config.Included;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.config.Option;

/** Options of model type {@code mind}. */
public record MindOptions(
        @Included HistoryOptions history,

        @Option(
                value =
                        "Vectors of a user at most, K; a history of n items gives the binary logarithm of n, at least 1.",
                defaultValue = "4",
                range = "[1, 64]")
        int interests,

        @Option(
                value = "What the items of a history count in its interests. mean: all alike, as published; recency: by"
                        + " learned weights of places.",
                defaultValue = "recency")
        HistoryPooling historyPooling,

        @Option(
                value =
                        "What every interest takes of the whole history beside its own items: 0 nothing, as published; the"
                                + " greater, the more alike the interests are.",
                defaultValue = "0.5",
                range = "[0, 100]")
        double residual,

        @Option(value = "Iterations of the routing.", defaultValue = "3", range = "[1, 20]")
        int routingIterations,

        @Option(
                value =
                        "What tells the routing to which interest an item belongs: dot, as published, or cosine, which does"
                                + " not depend on the lengths of embeddings.",
                defaultValue = "cosine")
        RoutingAgreement routingAgreement,

        @Option(
                value = "What the cosine is divided by, for routing-agreement: cosine: the smaller, the more decided.",
                defaultValue = "0.1",
                range = "(0, 1000]")
        double routingTemperature,

        @Option(
                value = "Standard deviation of the fixed random numbers that the routing begins with.",
                defaultValue = "1",
                range = "(0, 100]")
        double routingDeviation,

        @Option(
                value =
                        "Power p of the label-aware attention: the greater, the more the interest nearest to the sample's"
                                + " item counts.",
                defaultValue = "1",
                range = "(0, 100]")
        double attentionPower,

        @Included(
                defaults = {
                    "user-tower: []",
                    "item-tower: []",
                    "user-features: [none]",
                    "item-features: [none]",
                    "temperature: 0.07",
                    "loss: sampled-softmax",
                    "negatives: 100"
                })
        TowerOptions towers)
        implements ModelOptions {}
