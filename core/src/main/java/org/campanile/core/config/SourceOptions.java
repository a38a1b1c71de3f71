package org.campanile.core.config;

/** The options of one data source; each source implements it with a record whose components carry {@link Option}. */
public interface SourceOptions {}
