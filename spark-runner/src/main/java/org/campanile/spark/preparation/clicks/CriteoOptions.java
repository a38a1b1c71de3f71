package org.campanile.spark.preparation.clicks;

import org.campanile.core.config.SourceOptions;

/** Options of the source {@code criteo}: none. */
public record CriteoOptions() implements SourceOptions {}
