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
        boolean download)
        implements SourceOptions {}
