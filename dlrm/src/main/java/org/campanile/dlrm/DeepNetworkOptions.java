package org.campanile.dlrm;

import java.util.List;
import org.campanile.core.config.Option;
import org.campanile.core.nn.Normalization;

/** The deep network of a ranking model that has one. */
public record DeepNetworkOptions(
        @Option(
                value = "Sizes of the deep network's hidden layers; [] for none, of dcn when stacked.",
                defaultValue = "[400, 400, 400]",
                range = "[1, 65536]")
        List<Integer> mlp,

        @Option(
                value =
                        "Share of the outputs of each hidden layer of the deep network that a training step leaves out.",
                defaultValue = "0",
                range = "[0, 1)")
        double dropout,

        @Option(
                value =
                        "What stands before the activation of each hidden layer of the deep network: none, or batch, which"
                                + " is batch normalisation.",
                defaultValue = "none")
        Normalization normalization) {

    public DeepNetworkOptions {
        mlp = List.copyOf(mlp);
    }

    Regularization regularization() {
        return new Regularization(dropout, normalization);
    }
}
