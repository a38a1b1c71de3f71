package org.campanile.serving.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.campanile.serving.funnel.ItemRule;
import org.campanile.serving.funnel.ItemRules;
import org.jspecify.annotations.Nullable;

/**
 * Items by id and by values of their features.
 *
 * @param items    original item ids
 * @param features values by feature
 */
record RuleBody(@Nullable List<ItemId> items, @Nullable Map<String, List<ItemId>> features) {

    /**
     * What may be recommended.
     *
     * @param allow null: everything
     * @param deny  null: nothing
     */
    record Rules(@Nullable RuleBody allow, @Nullable RuleBody deny) {}

    static ItemRules rules(@Nullable Rules body, BodyChecks checks) {
        return body == null
                ? ItemRules.NONE
                : new ItemRules(rule("rules.allow", body.allow(), checks), rule("rules.deny", body.deny(), checks));
    }

    private static ItemRule rule(String field, @Nullable RuleBody body, BodyChecks checks) {
        if (body == null) {
            return ItemRule.NONE;
        }
        Map<String, Set<String>> features = new LinkedHashMap<>();
        checks.features(field + ".features", body.features())
                .forEach((name, values) ->
                        features.put(name, Set.copyOf(checks.ids(field + ".features." + name, values))));
        return new ItemRule(Set.copyOf(checks.ids(field + ".items", body.items())), features);
    }
}
