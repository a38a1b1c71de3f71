package org.campanile.dlrm;

import java.util.List;
import org.campanile.core.Check;
import org.campanile.core.config.Included;
import org.campanile.core.config.Option;
import org.campanile.core.config.RankingOptions;
import org.campanile.core.config.TaskConfiguration;

/** Options of model type {@code deepfm}. */
public record DeepFmOptions(
        @Option(value = "Length of every feature's embedding.", defaultValue = "10", range = "[1, 4096]")
        int embeddingDim,

        @Included DeepNetworkOptions deep,

        @Option(
                value = "Embeddings begin uniform between minus this and this.",
                defaultValue = "0.01",
                range = "[0, 100]")
        double initialRange,

        @Included TablesOptions tables,

        @Included ObjectiveOptions objective)
        implements RankingOptions {

    public DeepFmOptions {
        Check.that(
                !deep.mlp().isEmpty(),
                "mlp is [], which leaves a factorisation machine: choose type factorization-machine");
        tables.requireDim(embeddingDim, "deepfm");
    }

    @Override
    public List<TaskConfiguration> tasks() {
        return objective.tasks();
    }
}
