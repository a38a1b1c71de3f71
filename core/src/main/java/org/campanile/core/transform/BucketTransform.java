package org.campanile.core.transform;

import org.campanile.core.schema.CategoricalFeature;

/** A number to a categorical feature by the bucket that it falls in. */
public record BucketTransform(CategoricalFeature feature, String input, Buckets buckets) implements FeatureTransform {}
