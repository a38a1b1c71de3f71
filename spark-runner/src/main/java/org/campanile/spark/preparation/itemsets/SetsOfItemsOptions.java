package org.campanile.spark.preparation.itemsets;

import org.campanile.core.config.Option;
import org.campanile.core.config.SourceOptions;

/** Options of the source {@code sets-of-items}. */
public record SetsOfItemsOptions(
        @Option(
                value =
                        "Which ratings are positive: threshold, those of at least `data.threshold`; mean, those of at least"
                                + " the mean rating of their file.",
                defaultValue = "threshold")
        Label label,

        @Option(
                value = "With `data.label` threshold: the least rating that is positive, in stars.",
                defaultValue = "4",
                range = "[0, 5]")
        double threshold,

        @Option(
                value =
                        "What a rating of a set is: members, a rating of each of its five movies that the user has not rated"
                                + " alone; or none, left out.",
                defaultValue = "members")
        SetRatings setRatings)
        implements SourceOptions {

    /** Which ratings are positive. */
    public enum Label {
        THRESHOLD,
        MEAN
    }

    /** What becomes of the ratings of sets. */
    public enum SetRatings {
        MEMBERS,
        NONE
    }
}
