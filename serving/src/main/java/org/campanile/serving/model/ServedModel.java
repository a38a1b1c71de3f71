package org.campanile.serving.model;

import org.campanile.core.bundle.BundleManifest;
import org.campanile.core.shard.PreparedDataset;

/**
 * A model bundle that answers requests: raw values in, by the transform that training used. Safe for use by any number of
 * threads; whoever opened it closes it when no request is under way.
 */
public interface ServedModel extends AutoCloseable {
    /** What the bundle says about itself. */
    BundleManifest manifest();

    /** The model's version id, which its index shares. */
    default String version() {
        return manifest().version();
    }

    /** Entity features, vocabularies and transform: the data set of the training without samples. */
    PreparedDataset entities();

    /** The items by the ids of raw data. */
    ItemCatalogue items();

    /**
     * Whether the model can tell something about the user: it knows its id, an item of its history, or one of the given
     * features. If not, its answer is the one for everybody.
     */
    boolean knows(UserRequest request);

    @Override
    void close();
}
