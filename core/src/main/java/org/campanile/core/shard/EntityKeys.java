package org.campanile.core.shard;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.campanile.core.schema.FeatureSide;

/** The ids of all users or all items in raw data, and their indices. Immutable; safe for use by several threads. */
public final class EntityKeys {
    private final String[] keys;
    private final Map<String, Integer> indices;

    private EntityKeys(String[] keys, Map<String, Integer> indices) {
        this.keys = keys;
        this.indices = indices;
    }

    /**
     * Reads the vocabulary of a side's key into memory.
     *
     * @throws org.campanile.core.CampanileException if its file is absent or damaged
     * @throws IllegalArgumentException if samples have no key of that side
     */
    public static EntityKeys read(PreparedDataset dataset, FeatureSide side) {
        return read(dataset, side, key -> true);
    }

    /** The same of some ids alone: others are unknown. */
    public static EntityKeys read(PreparedDataset dataset, FeatureSide side, Predicate<String> wanted) {
        String vocabulary = dataset.schema().key(side).vocabulary();
        Map<String, Integer> indices = new HashMap<>();
        String[] keys = new String[dataset.schema().vocabulary(vocabulary).size()];
        Arrays.fill(keys, "");
        VocabularyFile.read(dataset.store(), dataset.vocabularyFile(vocabulary), entry -> {
            if (entry.index() > 0 && wanted.test(entry.value())) {
                indices.put(entry.value(), entry.index());
                keys[entry.index()] = entry.value();
            }
        });
        return new EntityKeys(keys, indices);
    }

    /** Number of indices, 0 for the unknown one included. */
    public int size() {
        return keys.length;
    }

    /** The index of an id; 0 when it is unknown. */
    public int index(String key) {
        return indices.getOrDefault(key, 0);
    }

    /** The indices of ids, in order, with 0 for unknown ones. */
    public int[] indices(Collection<String> ids) {
        return ids.stream().mapToInt(this::index).toArray();
    }

    /** The id of an index; empty for 0. */
    public String key(int index) {
        return keys[index];
    }
}
