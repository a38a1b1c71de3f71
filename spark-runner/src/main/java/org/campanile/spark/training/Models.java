package org.campanile.spark.training;

import java.util.Map;
import org.campanile.core.bundle.BundleDescription;
import org.campanile.core.bundle.ModelBundle;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.embedding.TableMaker;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.ModelFactories;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.storage.FileStores;
import org.campanile.spark.Versions;

/** From configuration and data to a model, and from a trained model to its bundle. */
final class Models {
    private Models() {}

    /** The model with its initial parameters, which are the same on every worker. */
    static RecommenderModel create(RunConfiguration configuration, PreparedDataset data, TableMaker tables) {
        return ModelFactories.of(configuration.model().type())
                .create(ModelContext.of(
                                configuration,
                                data.schema(),
                                data,
                                configuration.cluster().threads())
                        .with(tables));
    }

    /** Writes the bundle of a trained model. */
    static void writeBundle(
            String location, RunConfiguration configuration, PreparedDataset data, RecommenderModel model) {
        ModelBundle.write(
                FileStores.open(location), new BundleDescription(configuration, Versions.all(), Map.of()), model, data);
    }
}
