package org.campanile.spark.preparation;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the prepared samples are like.
 *
 * @param conflicts      rows whose label differs from that of another row of the same user and item, or with the same
 *                       features
 * @param labels         by part
 * @param popularity     of items
 * @param nearDuplicates among items
 */
public record DataProfile(
        long conflicts, Map<String, LabelBalance> labels, ItemPopularity popularity, NearDuplicates nearDuplicates) {
    public DataProfile {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** Whether there are both positive and other rows. */
    boolean hasTwoLabels() {
        return labels.values().stream()
                .anyMatch(balance -> balance.positives() > 0 && balance.positives() < balance.rows());
    }
}
