package org.campanile.dlrm;

import java.util.List;
import org.campanile.core.config.Included;
import org.campanile.core.config.Option;
import org.campanile.core.config.RankingOptions;
import org.campanile.core.config.TaskConfiguration;

/** Options of model type {@code factorization-machine}. */
public record FactorizationMachineOptions(
        @Option(value = "Length of every feature's vector.", defaultValue = "10", range = "[1, 4096]")
        int embeddingDim,

        @Option(value = "Vectors begin uniform between minus this and this.", defaultValue = "0.01", range = "[0, 100]")
        double initialRange,

        @Included TablesOptions tables,

        @Included ObjectiveOptions objective)
        implements RankingOptions {

    public FactorizationMachineOptions {
        tables.requireDim(embeddingDim, "factorization-machine");
    }

    @Override
    public List<TaskConfiguration> tasks() {
        return objective.tasks();
    }
}
