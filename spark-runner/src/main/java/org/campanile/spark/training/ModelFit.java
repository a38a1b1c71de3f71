package org.campanile.spark.training;

import java.util.Locale;
import org.campanile.core.CampanileException;
import org.campanile.core.config.RunConfiguration;
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
        Labels labels = configuration.data().targets().labels();
        if (family == ModelFamily.RANKING && labels != Labels.BINARY) {
            throw new CampanileException("data.targets.labels is " + kebab(labels) + ", but model.type "
                    + configuration.model().type() + " predicts the probability of a label that is 0 or 1: set it to"
                    + " binary.");
        }
    }

    private static String kebab(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
