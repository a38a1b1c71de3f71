package org.campanile.serving.funnel;

import java.util.BitSet;
import java.util.Set;
import org.campanile.serving.model.ItemCatalogue;

/**
 * Rules as sets of items. Ids that are unknown name no item.
 *
 * <p>Safe for use by several threads.
 */
final class RuleFilter {
    private final ItemCatalogue items;
    private final ItemAttributes attributes;

    RuleFilter(ItemCatalogue items, ItemAttributes attributes) {
        this.items = items;
        this.attributes = attributes;
    }

    /** Leaves of a set only the items that the rules allow. */
    void apply(ItemRules rules, BitSet left) {
        if (!rules.allow().items().isEmpty()) {
            left.and(indices(rules.allow().items()));
        }
        rules.allow().features().forEach((feature, values) -> left.and(attributes.items(feature, values)));
        remove(rules.deny().items(), left);
        rules.deny().features().forEach((feature, values) -> left.andNot(attributes.items(feature, values)));
    }

    /** Takes some items out of a set. */
    void remove(Iterable<String> ids, BitSet left) {
        ids.forEach(id -> left.clear(items.index(id)));
    }

    private BitSet indices(Set<String> ids) {
        BitSet indices = new BitSet();
        ids.forEach(id -> indices.set(items.index(id)));
        return indices;
    }
}
