package org.campanile.core.bundle;

import org.campanile.core.config.SourceOptions;

/** Options of a data source without any. */
public record ToySource() implements SourceOptions {}
