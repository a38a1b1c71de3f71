package org.campanile.spark.preparation.text;

import org.jspecify.annotations.Nullable;

/** The values of one interaction, in the order of {@link org.campanile.spark.preparation.RawInteractions#SCHEMA}. */
public final class InteractionValues {
    /** The strength of an interaction without a rating. */
    public static final float NO_RATING = 1;

    private InteractionValues() {}

    /** The values without the columns for reason and raw text; the parameters have the names of the columns. */
    public static Object[] of(String user, String item, long time, long tie, float value, @Nullable String part) {
        return new @Nullable Object[] {user, item, time, tie, value, part};
    }
}
