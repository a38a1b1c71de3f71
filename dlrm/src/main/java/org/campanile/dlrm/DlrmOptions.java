package org.campanile.dlrm;

import java.util.List;
import org.campanile.core.Check;
import org.campanile.core.config.Included;
import org.campanile.core.config.Option;
import org.campanile.core.config.RankingOptions;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.math.SelfPairs;
import org.campanile.core.nn.Normalization;

/** Options of model type {@code dlrm}. */
public record DlrmOptions(
        @Option(
                value =
                        "A shape that others use, in place of embedding-dim, bottom-mlp and top-mlp: none, facebook-kaggle,"
                                + " facebook-terabyte or torchrec-terabyte.",
                defaultValue = "none")
        DlrmPreset preset,

        @Option(
                value = "Length of the embedding of each categorical or sequence feature.",
                defaultValue = "16",
                range = "[1, 4096]")
        int embeddingDim,

        @Option(
                value =
                        "Sizes of the layers that the dense features pass; the last must be embedding-dim. Without effect"
                                + " when there are no dense features.",
                defaultValue = "[128, 64, 16]",
                range = "[1, 65536]")
        List<Integer> bottomMlp,

        @Option(
                value = "Sizes of the hidden layers after the interaction; [] for none. The output follows them.",
                defaultValue = "[128, 64]",
                range = "[1, 65536]")
        List<Integer> topMlp,

        @Option(
                value = "Whether the interaction holds the product of each vector with itself: left-out or included.",
                defaultValue = "left-out")
        SelfPairs selfInteraction,

        @Option(
                value =
                        "Share of the outputs of each hidden layer after the interaction that a training step leaves out.",
                defaultValue = "0",
                range = "[0, 1)")
        double dropout,

        @Option(
                value =
                        "What stands before the activation of each layer of bottom-mlp and top-mlp: none, or batch, which"
                                + " is batch normalisation.",
                defaultValue = "none")
        Normalization normalization,

        @Option(value = "A mixture of experts for several tasks.", defaultValue = "{}")
        MixtureOptions mixture,

        @Included TablesOptions tables,

        @Included ObjectiveOptions objective)
        implements RankingOptions {

    public DlrmOptions {
        embeddingDim = preset.embeddingDim(embeddingDim);
        bottomMlp = preset.bottomMlp(bottomMlp);
        topMlp = preset.topMlp(topMlp);
        Check.that(
                !bottomMlp.isEmpty() && bottomMlp.get(bottomMlp.size() - 1) == embeddingDim,
                "the last size of bottom-mlp %s must be embedding-dim, %d, since its output interacts with embeddings",
                bottomMlp,
                embeddingDim);
        tables.requireDim(embeddingDim, "dlrm");
    }

    Regularization regularization() {
        return new Regularization(dropout, normalization);
    }

    @Override
    public List<TaskConfiguration> tasks() {
        return objective.tasks();
    }
}
