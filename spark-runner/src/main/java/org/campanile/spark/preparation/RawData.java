package org.campanile.spark.preparation;

import java.util.List;
import java.util.Map;

/**
 * What a source reads: interactions of users with items, or examples with labels.
 *
 * <p>Every raw data set has, beside the columns of its kind, the two columns {@link #REASON} and {@link #RAW}. A row
 * that can be used has null in both. A row that cannot has the reason, a short name in kebab-case that is the same for
 * all such rows ({@code wrong-number-of-fields}), and the row's text as it was read; its other columns are ignored. In
 * this way rejected rows are counted and shown by the one job that reads them.
 */
public sealed interface RawData permits RawInteractions, RawExamples {
    /** Why a row is rejected, STRING; null for a row that can be used. */
    String REASON = "reason";

    /** Text of a rejected row, STRING; null for a row that can be used. */
    String RAW = "raw";

    /**
     * What identifies the raw data apart from the configuration: file names with a fingerprint of their contents. Empty
     * for a generator, whose options say everything.
     */
    Map<String, String> identity();

    /** The names of all features that the source reads, those of users and items included, keys not. */
    List<String> featureNames();
}
