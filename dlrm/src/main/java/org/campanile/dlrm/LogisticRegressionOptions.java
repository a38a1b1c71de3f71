package org.campanile.dlrm;

import org.campanile.core.config.ModelOptions;

/** Model type {@code logistic-regression} has no options. */
public record LogisticRegressionOptions() implements ModelOptions {}
