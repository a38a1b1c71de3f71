package org.campanile.core.config;

import java.util.List;
import org.campanile.core.Check;

/** Section {@code data.targets}: what stands in a sample beside its features and its first label. */
public record TargetsConfiguration(
        @Option(
                value = "What the labels of examples may be. binary: 0 or 1; class: whole numbers from 0; number: any"
                        + " number. Interactions have 1, or 0 where data.positives says so.",
                defaultValue = "binary")
        Labels labels,

        @Option(
                value = "Further labels, for models with several: columns of data.source table, or value, the rating or"
                        + " count of interactions. The first label is called label.",
                defaultValue = "[]")
        List<String> furtherLabels,

        @Option(
                value =
                        "What becomes of rows without a value of a further label. reject: they are left out and counted;"
                                + " keep: ranking models learn the other labels of them, and they are no samples of the missing one.",
                defaultValue = "reject")
        MissingLabels missingLabels,

        @Option(
                value =
                        "How much a sample counts in the loss: a column as for further-labels, of numbers of at least 0."
                                + " Empty: all samples count alike.",
                defaultValue = "\"\"")
        String weight) {

    /** What labels may be. */
    public enum Labels {
        BINARY,
        CLASS,
        NUMBER
    }

    /** What becomes of rows that lack further labels. */
    public enum MissingLabels {
        REJECT,
        KEEP
    }

    public TargetsConfiguration {
        furtherLabels = List.copyOf(furtherLabels);
        Check.that(!furtherLabels.contains(weight), "weight %s is one of the further labels too", weight);
    }
}
