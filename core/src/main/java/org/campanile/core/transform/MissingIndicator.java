package org.campanile.core.transform;

import org.campanile.core.schema.DenseFeature;
import org.jspecify.annotations.Nullable;

/** A dense feature that says whether a number is missing. */
public record MissingIndicator(DenseFeature feature, String input) implements FeatureTransform {
    /** 1 for null, NaN and infinities, else 0. */
    public static float of(@Nullable Float value) {
        return Float.isNaN(Rescaling.presentOrNaN(value)) ? 1 : 0;
    }
}
