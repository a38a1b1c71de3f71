package org.campanile.serving.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.transform.DatasetTransform;
import org.jspecify.annotations.Nullable;

/**
 * The names of the raw values that make a model's samples.
 *
 * @param user    that of the user's id; null when samples name no user
 * @param item    that of the item's id; null when samples name no item
 * @param history that of what the user took before; null when samples have no histories
 * @param all     all of them
 */
record RawInputs(
        @Nullable String user,
        @Nullable String item,
        @Nullable String history,
        Set<String> all) {
    static RawInputs of(PreparedDataset entities) {
        Schema schema = entities.schema();
        DatasetTransform transform = entities.transform();
        return new RawInputs(
                key(schema, transform, FeatureSide.USER),
                key(schema, transform, FeatureSide.ITEM),
                schema.history().map(feature -> name(transform, feature)).orElse(null),
                Set.copyOf(transform.inputs(schema.rowFeatures())));
    }

    private static @Nullable String key(Schema schema, DatasetTransform transform, FeatureSide side) {
        return schema.hasKey(side) ? name(transform, schema.key(side)) : null;
    }

    private static String name(DatasetTransform transform, Feature feature) {
        return transform.inputs(List.of(feature)).get(0);
    }

    /** The raw values of a sample of the request's user and an item. */
    Map<String, Object> row(UserRequest request, String itemId) {
        Map<String, Object> row = new HashMap<>(request.features());
        if (user != null && request.user().isPresent()) {
            row.put(user, request.user().get());
        }
        if (history != null) {
            row.put(history, request.history());
        }
        if (item != null) {
            row.put(item, itemId);
        }
        return row;
    }
}
