package org.campanile.serving.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.shard.EntityKeys;
import org.campanile.core.shard.PreparedDataset;

/** The items of a model: their ids in raw data, their indices, how often training saw them. Immutable. */
public final class ItemCatalogue {
    private final EntityKeys keys;
    private final long[] counts;
    private final int[] byPopularity;

    private ItemCatalogue(EntityKeys keys, long[] counts) {
        this.keys = keys;
        this.counts = counts;
        this.byPopularity = IntStream.range(1, keys.size())
                .filter(item -> !keys.key(item).isEmpty())
                .boxed()
                .sorted(Comparator.comparingLong((Integer item) -> -counts[item]))
                .mapToInt(item -> item)
                .toArray();
    }

    /** @param entities of a bundle whose samples have items */
    static ItemCatalogue read(PreparedDataset entities) {
        return of(EntityKeys.read(entities, FeatureSide.ITEM), entities);
    }

    /** The same where the ids have been read. */
    static ItemCatalogue of(EntityKeys keys, PreparedDataset entities) {
        String vocabulary = entities.schema().key(FeatureSide.ITEM).vocabulary();
        boolean hashed = !entities.manifest().vocabularies().containsKey(vocabulary);
        return new ItemCatalogue(keys, hashed ? new long[keys.size()] : entities.counts(vocabulary));
    }

    /** Number of items, the unknown one included: indices are 0 to {@code size() - 1}. */
    public int size() {
        return keys.size();
    }

    /** The index of an item; 0 when the model does not know it. */
    public int index(String id) {
        return keys.index(id);
    }

    /** The indices of items, in order, with 0 for those that the model does not know. */
    public int[] indices(Collection<String> ids) {
        return keys.indices(ids);
    }

    /** The id of an item; empty for the unknown one, index 0. */
    public String id(int index) {
        return keys.key(index);
    }

    /** How often the item occurred in training data; 0 where ids are hashed. */
    public long count(int index) {
        return counts[index];
    }

    /**
     * Indices of all items but the unknown one and those whose ids are hashed, those that occurred most often first, of equal
     * counts the lower index first.
     */
    public IntStream byPopularity() {
        return Arrays.stream(byPopularity);
    }
}
