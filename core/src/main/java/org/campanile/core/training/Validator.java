package org.campanile.core.training;

import java.util.Map;

/** Measures the model on the validation part. Called on every worker at the same steps; all get the same values. */
@FunctionalInterface
public interface Validator {
    /** The metrics by name. */
    Map<String, Double> validate();
}
