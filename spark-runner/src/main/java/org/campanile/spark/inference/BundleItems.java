package org.campanile.spark.inference;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.campanile.core.bundle.LoadedBundle;
import org.campanile.core.config.CandidatesConfiguration;
import org.campanile.core.evaluation.CandidateReader;
import org.campanile.core.evaluation.Candidates;
import org.campanile.core.evaluation.ItemVectors;
import org.campanile.core.model.RetrievalModel;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.shard.EntityKeys;

/** The items of a retrieval model and the keys of its users and items. */
final class BundleItems implements AutoCloseable {
    private final ItemVectors vectors;
    private final Candidates candidates;
    private final EntityKeys items;
    private final EntityKeys users;

    private BundleItems(ItemVectors vectors, Candidates candidates, EntityKeys items, EntityKeys users) {
        this.vectors = vectors;
        this.candidates = candidates;
        this.items = items;
        this.users = users;
    }

    /** Computes the vectors of all items, and finds those that may be recommended. The bundle is not needed afterwards. */
    static BundleItems of(LoadedBundle bundle, RetrievalModel model, CandidatesConfiguration configuration) {
        Candidates candidates = CandidateReader.read(bundle.entities(), configuration);
        EntityKeys items = EntityKeys.read(bundle.entities(), FeatureSide.ITEM);
        EntityKeys users = EntityKeys.read(bundle.entities(), FeatureSide.USER);
        return new BundleItems(ItemVectors.of(model, items.size()), candidates, items, users);
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
        return IntStream.of(indices).mapToObj(items::key).toArray(String[]::new);
    }

    /** The indices of items, with 0 for the unknown ones. */
    IntStream itemIndices(String[] keys) {
        return Arrays.stream(keys).mapToInt(items::index);
    }

    /** The index of a user; 0 when it is unknown. */
    int userIndex(String key) {
        return users.index(key);
    }

    @Override
    public void close() {
        vectors.close();
    }
}
