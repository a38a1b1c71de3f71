package org.campanile.core.config;

/** Section {@code data}. */
public record DataConfiguration(
        @Option("Kind of raw data, such as movielens; docs/datasets.md lists them.")
        String source,

        @Option(value = "File or folder of the raw data; generators need none.", defaultValue = "\"\"")
        String path,

        @Option(
                value = "Folder of the prepared data set: written when absent, read when its content hash fits.",
                defaultValue = "\"\"")
        String prepared,

        @Option(value = "How rows are divided into train, validation and test.", defaultValue = "{}")
        SplitConfiguration split,

        @Option(
                value = "Largest share of unusable input rows before preparation stops.",
                defaultValue = "0.01",
                range = "[0, 1]")
        double maxRejectedFraction,

        @Option(
                value = "Number of Parquet shards the training part is written to.",
                defaultValue = "4",
                range = "[1, 65536]")
        int shards,

        @Option(value = "How the prepared data set is read.", defaultValue = "{}")
        ReadingConfiguration reading,

        @Variant(selector = "source") SourceOptions options) {

    /** The same data with {@code prepared} naming this folder. */
    DataConfiguration preparedIn(String folder) {
        return new DataConfiguration(source, path, folder, split, maxRejectedFraction, shards, reading, options);
    }
}
