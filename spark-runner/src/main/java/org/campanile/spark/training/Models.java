package org.campanile.spark.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.campanile.core.CampanileException;
import org.campanile.core.bundle.BundleDescription;
import org.campanile.core.bundle.ModelBundle;
import org.campanile.core.collective.Collective;
import org.campanile.core.config.CalibrationMethod;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.ValidationConfiguration.When;
import org.campanile.core.embedding.TableMaker;
import org.campanile.core.embedding.TableState;
import org.campanile.core.metric.BinaryMetrics;
import org.campanile.core.metric.Calibration;
import org.campanile.core.metric.PredictionMetrics;
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
        requireValidation(data, "training.validation");
        return new PredictionValidator(
                (RankingModel) model, data, collective, configuration.training().batchSize());
    }

    /**
     * Fits the calibrations that the configuration asks for to the validation part, by label. Called on every worker, which all
     * get the same.
     *
     * @throws CampanileException when there are no validation samples, or all labels of a task are the same
     */
    static Map<String, Calibration> calibrations(
            RunConfiguration configuration, PreparedDataset data, RecommenderModel model, Collective collective) {
        CalibrationMethod method = configuration.training().calibration();
        if (method == CalibrationMethod.NONE) {
            return Map.of();
        }
        requireValidation(data, "training.calibration");
        RankingModel ranking = (RankingModel) model;
        ranking.state().tables().forEach(TableState::catchUp);
        PredictionMetrics metrics = new PredictionValidator(
                        ranking, data, collective, configuration.training().batchSize())
                .measure();
        Map<String, Calibration> calibrations = new LinkedHashMap<>();
        for (int i = 0; i < ranking.tasks().tasks().size(); i++) {
            String label = ranking.tasks().tasks().get(i).label();
            if (metrics.task(i) instanceof BinaryMetrics binary) {
                if (!binary.hasBothLabels()) {
                    throw new CampanileException(
                            "training.calibration wants to compare predictions of the label " + label
                                    + " with the validation part, where it is always the same: choose another data.split, or set"
                                    + " calibration to none.");
                }
                calibrations.put(label, binary.calibration(method));
            }
        }
        return calibrations;
    }

    private static void requireValidation(PreparedDataset data, String key) {
        if (data.samples(Split.VALIDATION) == 0) {
            throw new CampanileException(key + " wants to measure the model, but the data set in "
                    + data.store().root()
                    + " has no validation samples: choose another data.split, or do without.");
        }
    }

    /** Writes the bundle of a trained model. */
    static void writeBundle(
            String location,
            RunConfiguration configuration,
            PreparedDataset data,
            RecommenderModel model,
            Map<String, Calibration> calibrations) {
        ModelBundle.write(
                FileStores.open(location),
                new BundleDescription(configuration, Versions.all(), Map.of(), calibrations),
                model,
                data);
    }
}
