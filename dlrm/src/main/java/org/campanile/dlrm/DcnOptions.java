package org.campanile.dlrm;

import java.util.List;
import org.campanile.core.Check;
import org.campanile.core.config.Included;
import org.campanile.core.config.Option;
import org.campanile.core.config.RankingOptions;
import org.campanile.core.config.TaskConfiguration;

/** Options of model type {@code dcn}. */
public record DcnOptions(
        @Option(
                value = "Length of the embedding of each categorical or sequence feature.",
                defaultValue = "10",
                range = "[1, 4096]")
        int embeddingDim,

        @Option(value = "Number of cross layers.", defaultValue = "3", range = "[1, 64]")
        int crossLayers,

        @Option(
                value = "Rank of the cross layers' weights; 0: full, a square matrix of the inputs' width.",
                defaultValue = "0",
                range = "[0, 65536]")
        int crossRank,

        @Option(
                value = "Experts of each cross layer, mixed by a gate; more than one needs a cross-rank.",
                defaultValue = "1",
                range = "[1, 64]")
        int experts,

        @Option(
                value = "stacked: the deep network follows the cross network; parallel: it stands beside it.",
                defaultValue = "parallel")
        DcnStructure structure,

        @Included DeepNetworkOptions deep,

        @Option(
                value = "Embeddings begin uniform between minus this and this.",
                defaultValue = "0.01",
                range = "[0, 100]")
        double initialRange,

        @Option(value = "A mixture of experts for several tasks.", defaultValue = "{}")
        MixtureOptions mixture,

        @Included TablesOptions tables,

        @Included ObjectiveOptions objective)
        implements RankingOptions {

    public DcnOptions {
        Check.that(
                experts == 1 || crossRank > 0,
                "experts is %d, but cross-rank is 0 (full): a mixture of experts needs a cross-rank of at least 1",
                experts);
        Check.that(
                structure == DcnStructure.STACKED || !deep.mlp().isEmpty(),
                "structure is parallel, but mlp is []: give the deep network a layer, or choose stacked");
    }

    @Override
    public List<TaskConfiguration> tasks() {
        return objective.tasks();
    }
}
