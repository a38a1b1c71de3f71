package org.campanile.spark.preparation.clicks;

import org.campanile.core.config.SourceOptions;

/** Options of the source {@code avazu}: none. */
public record AvazuOptions() implements SourceOptions {}
