package org.campanile.spark.preparation.yidiannews;

import org.campanile.core.config.SourceOptions;

/** The source {@code yidian-news} has no options of its own. */
public record YidianNewsOptions() implements SourceOptions {}
