package org.campanile.core.shard;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.transform.Hashing;

/** The ids of all users or all items in raw data, and their indices. Immutable; safe for use by several threads. */
public final class EntityKeys {
    private final String[] keys;
    private final ToIntFunction<String> indices;

    private EntityKeys(String[] keys, ToIntFunction<String> indices) {
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
        if (!dataset.manifest().vocabularies().containsKey(vocabulary)) {
            return new EntityKeys(keys, new Hashing(vocabulary, keys.length)::index);
        }
        VocabularyFile.read(dataset.store(), dataset.vocabularyFile(vocabulary), entry -> {
            if (entry.index() > 0 && wanted.test(entry.value())) {
                indices.put(entry.value(), entry.index());
                keys[entry.index()] = entry.value();
            }
        });
        return new EntityKeys(keys, key -> indices.getOrDefault(key, 0));
    }

    /** Number of indices, 0 for the unknown one included. */
    public int size() {
        return keys.length;
    }

    /** The index of an id; 0 when it is unknown. */
    public int index(String key) {
        return indices.applyAsInt(key);
    }

    /** The indices of ids, in order, with 0 for unknown ones. */
    public int[] indices(Collection<String> ids) {
        return ids.stream().mapToInt(this::index).toArray();
    }

    /** The id of an index; empty for 0, and of ids that are hashed. */
    public String key(int index) {
        return keys[index];
    }
}
