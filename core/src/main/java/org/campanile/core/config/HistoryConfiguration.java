package org.campanile.core.config;

/** Section {@code data.history}: a feature {@code history} of the user's earlier items, for interactions. */
public record HistoryConfiguration(
        @Option(
                value = "At most so many earlier items are kept, the newest last; 0: no histories.",
                defaultValue = "0",
                range = "[0, 100000]")
        int maxLength,

        @Option(value = "How a model makes one vector of the items' embeddings.", defaultValue = "mean")
        SequencePooling pooling) {}
