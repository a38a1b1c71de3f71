package org.campanile.core.schema;

/** One single-precision number per row. */
public record DenseFeature(String name, FeatureSide side) implements Feature {}
