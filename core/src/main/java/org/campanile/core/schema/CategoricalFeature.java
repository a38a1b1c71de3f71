package org.campanile.core.schema;

/** One vocabulary index per row; 0 is the unknown value. */
public record CategoricalFeature(String name, FeatureSide side, String vocabulary) implements Feature {}
