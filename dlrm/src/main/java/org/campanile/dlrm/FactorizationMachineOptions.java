package org.campanile.dlrm;

import org.campanile.core.config.ModelOptions;
import org.campanile.core.config.Option;

/** Options of model type {@code factorization-machine}. */
public record FactorizationMachineOptions(
        @Option(value = "Length of every feature's vector.", defaultValue = "10", range = "[1, 4096]")
        int embeddingDim,

        @Option(value = "Vectors begin uniform between minus this and this.", defaultValue = "0.01", range = "[0, 100]")
        double initialRange,

        @Option(value = "The loss of a sample.", defaultValue = "{}")
        LossOptions loss)
        implements ModelOptions {}
