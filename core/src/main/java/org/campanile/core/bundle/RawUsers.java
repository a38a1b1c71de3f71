package org.campanile.core.bundle;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.model.UserQueries;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.shard.EntityKeys;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.transform.RowTransform;
import org.jspecify.annotations.Nullable;

/** Users in raw values as queries to a retrieval model. Immutable; safe for use by several threads. */
public final class RawUsers {
    private final EntityKeys users;
    private final EntityKeys items;
    private final RowTransform features;
    private final Set<String> inputs;

    private RawUsers(EntityKeys users, EntityKeys items, RowTransform features, Set<String> inputs) {
        this.users = users;
        this.items = items;
        this.features = features;
        this.inputs = inputs;
    }

    /**
     * Reads the vocabularies into memory.
     *
     * @param entities of a retrieval model's bundle
     * @throws org.campanile.core.CampanileException if a file is absent or damaged
     */
    public static RawUsers read(PreparedDataset entities) {
        return read(entities, text -> true);
    }

    /** The same where no other texts occur than the wanted ones. */
    static RawUsers read(PreparedDataset entities, Predicate<String> wanted) {
        List<Feature> stored = entities.schema().entityFeatures(FeatureSide.USER);
        return new RawUsers(
                EntityKeys.read(entities, FeatureSide.USER, wanted),
                EntityKeys.read(entities, FeatureSide.ITEM, wanted),
                entities.rowTransform(ColumnSet.of(stored), wanted),
                Set.copyOf(entities.transform().inputs(stored)));
    }

    /** The ids of users. */
    public EntityKeys users() {
        return users;
    }

    /** The ids of items. */
    public EntityKeys items() {
        return items;
    }

    /** Whether one of the values is one that the user's stored features are made of. */
    public boolean hasFeatures(Map<String, ?> values) {
        return values.keySet().stream().anyMatch(inputs::contains);
    }

    /**
     * Adds a user to queries.
     *
     * @param user    its id; null for none
     * @param history ids of the items that it took before, the newest last
     * @param values  raw values by name. If there is one of which stored features are made, they all are made of these values,
     *     as in training, and what is not there is missing; if there is none, they are those stored by the user's id
     * @throws org.campanile.core.CampanileException when a raw value cannot be read as what it should be
     */
    public void addTo(UserQueries queries, @Nullable String user, List<String> history, Map<String, ?> values) {
        int key = user == null ? 0 : users.index(user);
        int[] taken = items.indices(history);
        if (hasFeatures(values)) {
            Batch row = new Batch(features.columns(), 1);
            features.append(values, row);
            queries.add(key, taken, row);
        } else {
            queries.add(key, taken);
        }
    }
}
