package org.campanile.core.config;

/** The options of one model type; each model family implements it with records whose components carry {@link Option}. */
public interface ModelOptions {}
