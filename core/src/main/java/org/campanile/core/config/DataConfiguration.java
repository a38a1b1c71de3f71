package org.campanile.core.config;

import java.util.List;
import org.campanile.core.config.TimePoint.DataTimeUnit;

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

        @Option(value = "Which rows make the data set.", defaultValue = "{}")
        SelectConfiguration select,

        @Option(value = "Which interactions are positive.", defaultValue = "{}")
        PositivesConfiguration positives,

        @Option(value = "Unit of the times of interactions.", defaultValue = "seconds")
        DataTimeUnit timeUnit,

        @Option(value = "Leakage checks that may find cases without stopping the preparation.", defaultValue = "[]")
        List<LeakageCheck> allow,

        @Option(
                value =
                        "How raw values become numbers, one entry per feature; features without an entry follow defaults.",
                defaultValue = "[]")
        List<FeatureConfiguration> features,

        @Option(value = "The user's earlier items as a feature of each sample.", defaultValue = "{}")
        HistoryConfiguration history,

        @Option(value = "Labels and weights of samples.", defaultValue = "{}")
        TargetsConfiguration targets,

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

    public DataConfiguration {
        allow = List.copyOf(allow);
        features = List.copyOf(features);
    }

    /** The same data with {@code prepared} naming this folder. */
    DataConfiguration preparedIn(String folder) {
        return new DataConfiguration(
                source,
                path,
                folder,
                split,
                select,
                positives,
                timeUnit,
                allow,
                features,
                history,
                targets,
                maxRejectedFraction,
                shards,
                reading,
                options);
    }
}
