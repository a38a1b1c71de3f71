package org.campanile.dlrm;

import java.util.List;
import org.campanile.core.Check;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.config.Option;

/** Options of model type {@code deepfm}. */
public record DeepFmOptions(
        @Option(value = "Length of every feature's embedding.", defaultValue = "10", range = "[1, 4096]")
        int embeddingDim,

        @Option(
                value = "Sizes of the deep network's hidden layers.",
                defaultValue = "[400, 400, 400]",
                range = "[1, 65536]")
        List<Integer> mlp,

        @Option(
                value = "Share of the outputs of each hidden layer that a training step leaves out.",
                defaultValue = "0",
                range = "[0, 1)")
        double dropout,

        @Option(
                value = "Embeddings begin uniform between minus this and this.",
                defaultValue = "0.01",
                range = "[0, 100]")
        double initialRange,

        @Option(value = "The loss of a sample.", defaultValue = "{}")
        LossOptions loss)
        implements ModelOptions {

    public DeepFmOptions {
        mlp = List.copyOf(mlp);
        Check.that(
                !mlp.isEmpty(), "mlp is [], which leaves a factorisation machine: choose type factorization-machine");
    }
}
