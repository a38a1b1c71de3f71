package org.campanile.core.transform;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a transform is fitted to: something that is known of the numbers of one raw value. It does not depend on the order of
 * the numbers or on who adds which part. Not safe for use by several threads.
 */
public sealed interface NumberSummary extends Serializable permits NumberStatistics, QuantileSketch {
    /** Adds a number; null, NaN and infinities are missing and passed over. */
    void add(@Nullable Float value);

    /** Adds all that another summary of the same kind has seen. */
    void merge(NumberSummary other);
}
