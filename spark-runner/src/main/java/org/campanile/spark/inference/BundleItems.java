package org.campanile.spark.inference;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.campanile.core.bundle.LoadedBundle;
import org.campanile.core.evaluation.ItemVectors;
import org.campanile.core.model.RetrievalModel;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.VocabularyFile;

/** The items of a retrieval model and the keys of its users and items. */
final class BundleItems implements AutoCloseable {
    private final ItemVectors vectors;
    private final String[] itemKeys;
    private final Map<String, Integer> itemIndices;
    private final Map<String, Integer> userIndices;

    private BundleItems(
            ItemVectors vectors,
            String[] itemKeys,
            Map<String, Integer> itemIndices,
            Map<String, Integer> userIndices) {
        this.vectors = vectors;
        this.itemKeys = itemKeys;
        this.itemIndices = itemIndices;
        this.userIndices = userIndices;
    }

    /** Computes the vectors of all items. The bundle is not needed afterwards. */
    static BundleItems of(LoadedBundle bundle, RetrievalModel model) {
        Map<String, Integer> items = indices(bundle.entities(), FeatureSide.ITEM);
        Map<String, Integer> users = indices(bundle.entities(), FeatureSide.USER);
        String[] keys = new String[items.size() + 1];
        Arrays.fill(keys, "");
        items.forEach((key, index) -> keys[index] = key);
        return new BundleItems(ItemVectors.of(model, keys.length), keys, items, users);
    }

    /** The indices of known values, from 1 on. */
    private static Map<String, Integer> indices(PreparedDataset entities, FeatureSide side) {
        Map<String, Integer> indices = new HashMap<>();
        String vocabulary = entities.schema().key(side).vocabulary();
        VocabularyFile.read(entities.store(), entities.vocabularyFile(vocabulary), entry -> {
            if (entry.index() > 0) {
                indices.put(entry.value(), entry.index());
            }
        });
        return indices;
    }

    ItemVectors vectors() {
        return vectors;
    }

    /** The keys of items. */
    String[] keys(int[] indices) {
        return IntStream.of(indices).mapToObj(index -> itemKeys[index]).toArray(String[]::new);
    }

    /** The indices of items, with 0 for the unknown ones. */
    IntStream itemIndices(String[] keys) {
        return Arrays.stream(keys).mapToInt(key -> itemIndices.getOrDefault(key, 0));
    }

    /** The index of a user; 0 when it is unknown. */
    int userIndex(String key) {
        return userIndices.getOrDefault(key, 0);
    }

    @Override
    public void close() {
        vectors.close();
    }
}
