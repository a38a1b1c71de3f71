package org.campanile.towers;

import org.campanile.core.config.Included;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.config.Option;

/** Options of model type {@code youtube-dnn}. */
public record YoutubeDnnOptions(
        @Included HistoryOptions history,

        @Option(
                value =
                        "How the embeddings of a history become one vector. recency: the mean by learned weights of places.",
                defaultValue = "recency")
        HistoryPooling historyPooling,

        @Option(
                value =
                        "linear: a pooled history that is all that is known of a user passes a learned linear map, the identity"
                                + " at first, if user-tower is []; none: it is the user's vector.",
                defaultValue = "linear")
        HistoryMap historyMap,

        @Included(
                defaults = {
                    "user-tower: []",
                    "item-tower: []",
                    "user-features: [none]",
                    "item-features: [none]",
                    "temperature: 0.07",
                    "loss: full-softmax"
                })
        TowerOptions towers)
        implements ModelOptions {}
