package org.campanile.spark.preparation.movielens;

import org.campanile.core.config.Option;
import org.campanile.core.config.SourceOptions;

/** Options of the source {@code movielens}. */
public record MovieLensOptions(
        @Option(
                value =
                        "Whether MovieLens latest-small is downloaded from GroupLens when there are no data at `data.path`"
                                + " (empty: data/ml-latest-small).",
                defaultValue = "false")
        boolean download,

        @Option(
                value = "Number of tags per movie that become its feature `tags`, the most frequent first; 0: no such"
                        + " feature. Tags were given at any time, also after interactions that are held out.",
                defaultValue = "0",
                range = "[0, 1000]")
        int tags,

        @Option(
                value = "Number of tags of the tag genome per movie that become its feature `genome_tags`, the most"
                        + " relevant first; 0: no such feature. They were learnt from ratings and tags of any time, also"
                        + " from those that are held out.",
                defaultValue = "0",
                range = "[0, 1000]")
        int genomeTags)
        implements SourceOptions {}
