package org.campanile.core.transform;

import org.campanile.core.schema.CategoricalFeature;

/** A text to a categorical feature. */
public record CategoryTransform(CategoricalFeature feature, String input, Categories categories)
        implements FeatureTransform {}
