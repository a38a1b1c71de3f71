package org.campanile.spark.preparation;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.campanile.core.CampanileException;
import org.campanile.core.config.FeatureConfiguration.Scaling;
import org.campanile.core.transform.Hashing;

/**
 * The vocabularies that planned features name.
 *
 * @param leastCounts of each vocabulary that is built: training rows that a value needs to have an index; 0 for the
 *                    vocabularies of keys, which hold the whole catalogue and take no values from other features
 * @param hashed      those that are hashed
 */
record VocabularyPlan(SortedMap<String, Integer> leastCounts, Map<String, Hashing> hashed) {
    /** @throws CampanileException when features share a vocabulary, but want different ones */
    static VocabularyPlan of(List<PlannedFeature> features, Set<String> keys) {
        Map<String, String> wanted = new HashMap<>();
        SortedMap<String, Integer> leastCounts = new TreeMap<>();
        SortedMap<String, Hashing> hashed = new TreeMap<>();
        for (String key : keys) {
            wanted.put(key, "all users or items");
            leastCounts.put(key, 0);
        }
        for (PlannedFeature feature : features) {
            if (!feature.isDense() || feature.scaling() == Scaling.QUANTILE) {
                claim(feature, keys, wanted);
            }
            if (feature.isLookedUp()) {
                leastCounts.putIfAbsent(feature.vocabulary(), feature.options().minCount());
            } else if (feature.categories() instanceof Hashing hashing && !feature.isDense()) {
                hashed.put(hashing.vocabulary(), hashing);
            }
        }
        return new VocabularyPlan(
                Collections.unmodifiableSortedMap(leastCounts), Collections.unmodifiableSortedMap(hashed));
    }

    private static void claim(PlannedFeature feature, Set<String> keys, Map<String, String> wanted) {
        String vocabulary = feature.vocabulary();
        boolean sharesKey = keys.contains(vocabulary)
                && feature.isLookedUp()
                && feature.options().minCount() == 1;
        String own = sharesKey ? wanted.get(vocabulary) : description(feature);
        String other = wanted.putIfAbsent(vocabulary, own);
        if (other != null && !other.equals(own)) {
            throw new CampanileException("data.features: " + feature.name() + " wants a vocabulary " + vocabulary
                    + " of " + own + ", but there is one of " + other
                    + ": give both features the same options, or another vocabulary.");
        }
    }

    private static String description(PlannedFeature feature) {
        if (feature.isDense()) {
            return "the buckets of " + feature.name();
        }
        return feature.isLookedUp()
                ? "values with min-count " + feature.options().minCount()
                : "hash-size " + feature.options().hashSize();
    }
}
