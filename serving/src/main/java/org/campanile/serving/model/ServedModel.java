package org.campanile.serving.model;

import org.campanile.core.CampanileException;
import org.campanile.core.bundle.BundleManifest;
import org.campanile.core.bundle.ModelBundle;
import org.campanile.core.model.ModelFactories;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.storage.FileStore;

/**
 * A model bundle that answers requests: raw values in, by the transform that training used. Safe for use by any number of
 * threads; whoever opened it closes it when no request is under way.
 */
public sealed interface ServedModel extends AutoCloseable permits ServedRetrieval, ServedRanking {
    /**
     * Opens a bundle.
     *
     * @param copies models that compute at once, at least 1; they share the embedding tables
     * @throws CampanileException when the bundle is absent, damaged, or does not fit this version's model
     */
    static ServedModel open(FileStore bundle, int copies) {
        return switch (ModelFactories.of(ModelBundle.manifest(bundle).modelType())
                .family()) {
            case RETRIEVAL -> ServedRetrieval.open(bundle, copies);
            case RANKING -> ServedRanking.open(bundle, copies);
        };
    }

    /** What the bundle says about itself. */
    BundleManifest manifest();

    /** The model's version id, which its index shares. */
    default String version() {
        return manifest().version();
    }

    /** Entity features, vocabularies and transform: the data set of the training without samples. */
    PreparedDataset entities();

    /**
     * The items by the ids of raw data.
     *
     * @throws CampanileException when samples of the model have no items
     */
    ItemCatalogue items();

    /**
     * Whether the model can tell something about the user: it knows its id, an item of its history, or one of the given
     * features. If not, its answer is the one for everybody.
     */
    boolean knows(UserRequest request);

    @Override
    void close();
}
