package org.campanile.spark.inference;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.campanile.core.bundle.LoadedBundle;
import org.campanile.core.config.CandidatesConfiguration;
import org.campanile.core.evaluation.CandidateReader;
import org.campanile.core.evaluation.Candidates;
import org.campanile.core.evaluation.ItemVectors;
import org.campanile.core.model.RetrievalModel;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.VocabularyFile;

/** The items of a retrieval model and the keys of its users and items. */
final class BundleItems implements AutoCloseable {
    private final ItemVectors vectors;
    private final Candidates candidates;
    private final String[] itemKeys;
    private final Map<String, Integer> itemIndices;
    private final Map<String, Integer> userIndices;

    private BundleItems(
            ItemVectors vectors,
            Candidates candidates,
            String[] itemKeys,
            Map<String, Integer> itemIndices,
            Map<String, Integer> userIndices) {
        this.vectors = vectors;
        this.candidates = candidates;
        this.itemKeys = itemKeys;
        this.itemIndices = itemIndices;
        this.userIndices = userIndices;
    }

    /** Computes the vectors of all items, and finds those that may be recommended. The bundle is not needed afterwards. */
    static BundleItems of(LoadedBundle bundle, RetrievalModel model, CandidatesConfiguration configuration) {
        Candidates candidates = CandidateReader.read(bundle.entities(), configuration);
        Map<String, Integer> items = indices(bundle.entities(), FeatureSide.ITEM);
        Map<String, Integer> users = indices(bundle.entities(), FeatureSide.USER);
        String[] keys = new String[items.size() + 1];
        Arrays.fill(keys, "");
        items.forEach((key, index) -> keys[index] = key);
        return new BundleItems(ItemVectors.of(model, keys.length), candidates, keys, items, users);
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

    /** Items that may be recommended. */
    Candidates candidates() {
        return candidates;
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
