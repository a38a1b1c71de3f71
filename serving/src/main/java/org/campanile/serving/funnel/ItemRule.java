package org.campanile.serving.funnel;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names items: by their ids, and by values of their features.
 *
 * @param items    original item ids
 * @param features for a categorical or sequence feature of the items, by its name, values as they were in the raw data
 */
public record ItemRule(Set<String> items, Map<String, Set<String>> features) {
    /** Names nothing. */
    public static final ItemRule NONE = new ItemRule(Set.of(), Map.of());

    public ItemRule {
        items = Set.copyOf(items);
        features = features.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
    }

    boolean isEmpty() {
        return items.isEmpty() && features.isEmpty();
    }
}
