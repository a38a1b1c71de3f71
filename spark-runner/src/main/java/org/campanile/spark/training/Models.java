package org.campanile.spark.training;

import java.util.Map;
import org.campanile.core.CampanileException;
import org.campanile.core.bundle.BundleDescription;
import org.campanile.core.bundle.ModelBundle;
import org.campanile.core.collective.Collective;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.ValidationConfiguration.When;
import org.campanile.core.embedding.TableMaker;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.ModelFactories;
import org.campanile.core.model.RankingModel;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;
import org.campanile.core.storage.FileStores;
import org.campanile.core.training.PredictionValidator;
import org.campanile.core.training.Validator;
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

    /** A model with the same tables that cannot be trained: what the training rows say is left out. */
    static RecommenderModel shape(RunConfiguration configuration, PreparedDataset data, TableMaker tables) {
        return ModelFactories.of(configuration.model().type())
                .create(ModelContext.of(configuration, data.schema(), data, 1)
                        .withoutInteractions()
                        .with(tables));
    }

    /**
     * What measures the model while it trains.
     *
     * @throws CampanileException when the configuration asks for validation, which is not to be had
     */
    static Validator validator(
            RunConfiguration configuration, PreparedDataset data, RecommenderModel model, Collective collective) {
        When when = configuration.training().validation().when();
        if (when == When.NEVER) {
            return Map::of;
        }
        if (data.samples(Split.VALIDATION) == 0) {
            throw new CampanileException("training.validation wants to measure the model, but the data set in "
                    + data.store().root()
                    + " has no validation samples: choose another data.split, or set its when to never.");
        }
        return new PredictionValidator(
                (RankingModel) model, data, collective, configuration.training().batchSize());
    }

    /** Writes the bundle of a trained model. */
    static void writeBundle(
            String location, RunConfiguration configuration, PreparedDataset data, RecommenderModel model) {
        ModelBundle.write(
                FileStores.open(location), new BundleDescription(configuration, Versions.all(), Map.of()), model, data);
    }
}
