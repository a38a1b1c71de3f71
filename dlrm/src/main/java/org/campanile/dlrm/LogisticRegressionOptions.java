package org.campanile.dlrm;

import org.campanile.core.config.ModelOptions;
import org.campanile.core.config.Option;

/** Options of model type {@code logistic-regression}. */
public record LogisticRegressionOptions(
        @Option(value = "The loss of a sample.", defaultValue = "{}")
        LossOptions loss) implements ModelOptions {}
