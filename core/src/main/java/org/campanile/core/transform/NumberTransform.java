package org.campanile.core.transform;

import org.campanile.core.schema.DenseFeature;

/** A number to a dense feature. */
public record NumberTransform(DenseFeature feature, String input, Rescaling rescaling) implements FeatureTransform {}
