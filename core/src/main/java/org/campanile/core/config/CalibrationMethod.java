package org.campanile.core.config;

/** How predicted probabilities are brought to the observed rates. */
public enum CalibrationMethod {
    NONE,
    TEMPERATURE,
    ISOTONIC
}
