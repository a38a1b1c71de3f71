package org.campanile.spark.training;

import java.util.Locale;
import org.campanile.core.CampanileException;
import org.campanile.core.config.ClusterConfiguration;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.TableOwnership;
import org.campanile.core.config.TableSharding;
import org.campanile.core.config.TargetsConfiguration.Labels;
import org.campanile.core.config.ValidationConfiguration.When;
import org.campanile.core.model.ModelFactories;
import org.campanile.core.model.ModelFamily;

/** Sees to it before anything is read that a configuration asks of its model what models of its family do. */
final class ModelFit {
    private ModelFit() {}

    static void check(RunConfiguration configuration) {
        ModelFamily family = ModelFactories.of(configuration.model().type()).family();
        When when = configuration.training().validation().when();
        if (family != ModelFamily.RANKING && when != When.NEVER) {
            throw new CampanileException("training.validation.when is " + kebab(when) + ", but model.type "
                    + configuration.model().type() + " is no ranking model: set it to never.");
        }
        checkSharding(configuration.cluster(), when);
        Labels labels = configuration.data().targets().labels();
        if (family == ModelFamily.RANKING && labels != Labels.BINARY) {
            throw new CampanileException("data.targets.labels is " + kebab(labels) + ", but model.type "
                    + configuration.model().type() + " predicts the probability of a label that is 0 or 1: set it to"
                    + " binary.");
        }
    }

    /** With auto such jobs keep their tables replicated. */
    private static void checkSharding(ClusterConfiguration cluster, When validation) {
        if (cluster.sharding() != TableSharding.SHARDED) {
            return;
        }
        if (cluster.tables() == TableOwnership.SHARED) {
            throw new CampanileException(
                    "cluster.sharding is sharded and cluster.tables is shared, but a row has one owner"
                            + " or is shared by the workers of an executor: set cluster.tables to own, or cluster.sharding to"
                            + " replicated.");
        }
        if (validation != When.NEVER) {
            throw new CampanileException(
                    "cluster.sharding is sharded and training.validation.when is " + kebab(validation)
                            + ", but sharded tables are looked up by training steps alone: set training.validation.when to never,"
                            + " or cluster.sharding to replicated.");
        }
    }

    private static String kebab(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
