package org.campanile.serving.model;

import java.util.function.Function;
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
public abstract sealed class ServedModel implements AutoCloseable permits ServedRetrieval, ServedRanking {
    private final ModelPool models;

    ServedModel(ModelPool models) {
        this.models = models;
    }

    /**
     * Opens a bundle.
     *
     * @param copies models that compute at once, at least 1; they share the embedding tables
     * @throws CampanileException when the bundle is absent, damaged, or does not fit this version's model
     */
    public static ServedModel open(FileStore bundle, int copies) {
        return switch (ModelFactories.of(ModelBundle.manifest(bundle).modelType())
                .family()) {
            case RETRIEVAL -> ServedRetrieval.open(bundle, copies);
            case RANKING -> ServedRanking.open(bundle, copies);
        };
    }

    /**
     * Opens a bundle whose model is of one family.
     *
     * @param family what the model must be
     * @param only   what such models do, and others do not: ends the message
     * @param served makes the served model, which takes the pool over
     */
    static <T extends ServedModel> T open(
            FileStore bundle, int copies, Class<?> family, String only, Function<ModelPool, T> served) {
        ModelPool models = new ModelPool(bundle, copies);
        try {
            if (!family.isInstance(models.any().model())) {
                throw new CampanileException("The model in " + bundle.root() + " is a "
                        + models.any().manifest().modelType() + only);
            }
            return served.apply(models);
        } catch (RuntimeException e) {
            models.close();
            throw e;
        }
    }

    final ModelPool models() {
        return models;
    }

    /** What the bundle says about itself. */
    public final BundleManifest manifest() {
        return models.any().manifest();
    }

    /** The model's version id, which its index shares. */
    public final String version() {
        return manifest().version();
    }

    /** Entity features, vocabularies and transform: the data set of the training without samples. */
    public final PreparedDataset entities() {
        return models.any().entities();
    }

    /**
     * The items by the ids of raw data.
     *
     * @throws CampanileException when samples of the model have no items
     */
    public abstract ItemCatalogue items();

    /**
     * Whether the model can tell something about the user: it knows its id, an item of its history, or one of the given
     * features. If not, its answer is the one for everybody.
     */
    public abstract boolean knows(UserRequest request);

    @Override
    public final void close() {
        models.close();
    }
}
