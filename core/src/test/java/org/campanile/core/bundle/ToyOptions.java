package org.campanile.core.bundle;

import org.campanile.core.config.ModelOptions;
import org.campanile.core.config.Option;

/** Options of the toy model. */
public record ToyOptions(
        @Option(value = "Length of the vectors.", defaultValue = "4", range = "[1, 64]")
        int dim) implements ModelOptions {}
