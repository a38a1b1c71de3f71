package org.campanile.core.bundle;

import org.campanile.core.config.RunConfiguration;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.shard.PreparedDataset;

/** A model as it was when its bundle was written. Holds the model's native memory until closed; used by one thread. */
public final class LoadedBundle implements AutoCloseable {
    private final BundleManifest manifest;
    private final RunConfiguration configuration;
    private final RecommenderModel model;
    private final PreparedDataset entities;

    LoadedBundle(
            BundleManifest manifest, RunConfiguration configuration, RecommenderModel model, PreparedDataset entities) {
        this.manifest = manifest;
        this.configuration = configuration;
        this.model = model;
        this.entities = entities;
    }

    public BundleManifest manifest() {
        return manifest;
    }

    /** The configuration the model was trained with. */
    public RunConfiguration configuration() {
        return configuration;
    }

    /** The model with its trained parameters; without optimizer state. */
    public RecommenderModel model() {
        return model;
    }

    /** Entity features and vocabularies of the data set the model was trained on: a data set without samples. */
    public PreparedDataset entities() {
        return entities;
    }

    @Override
    public void close() {
        model.close();
    }
}
