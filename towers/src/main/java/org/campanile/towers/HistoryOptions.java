package org.campanile.towers;

import org.campanile.core.config.Option;

/** How a model reads what users took before. */
public record HistoryOptions(
        @Option(
                value = "Items of a history that the model reads at most: the newest ones.",
                defaultValue = "50",
                range = "[1, 100000]")
        int historyLength,

        @Option(
                value =
                        "Probability with which training leaves out an item of a history, anew in each epoch; never the newest.",
                defaultValue = "0.2",
                range = "[0, 1)")
        double historyDropout,

        @Option(
                value =
                        "ignore: users are known by their histories and features alone; embed: each has an embedding too.",
                defaultValue = "ignore")
        UserKeyUse userKey,

        @Option(
                value =
                        "skip: training leaves out samples without history, unless users have features or embeddings too;"
                                + " train: it takes them like others.",
                defaultValue = "skip")
        EmptyHistories emptyHistories) {}
