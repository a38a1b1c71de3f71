package org.campanile.dlrm;

import java.util.List;
import org.campanile.core.Check;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.config.Option;

/** Options of model type {@code dlrm}. */
public record DlrmOptions(
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
        List<Integer> topMlp)
        implements ModelOptions {

    public DlrmOptions {
        bottomMlp = List.copyOf(bottomMlp);
        topMlp = List.copyOf(topMlp);
        Check.that(
                !bottomMlp.isEmpty() && bottomMlp.get(bottomMlp.size() - 1) == embeddingDim,
                "the last size of bottom-mlp %s must be embedding-dim, %d, since its output interacts with embeddings",
                bottomMlp,
                embeddingDim);
    }
}
