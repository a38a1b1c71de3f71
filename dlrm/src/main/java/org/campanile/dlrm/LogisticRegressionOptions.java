package org.campanile.dlrm;

import java.util.List;
import org.campanile.core.config.Included;
import org.campanile.core.config.RankingOptions;
import org.campanile.core.config.TaskConfiguration;

/** Options of model type {@code logistic-regression}. */
public record LogisticRegressionOptions(
        @Included TablesOptions tables, @Included ObjectiveOptions objective) implements RankingOptions {

    public LogisticRegressionOptions {
        tables.requireDim(1, "logistic-regression");
    }

    @Override
    public List<TaskConfiguration> tasks() {
        return objective.tasks();
    }
}
