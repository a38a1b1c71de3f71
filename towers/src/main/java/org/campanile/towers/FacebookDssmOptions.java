package org.campanile.towers;

import org.campanile.core.config.Included;
import org.campanile.core.config.ModelOptions;

/** Options of model type {@code facebook-dssm}. */
public record FacebookDssmOptions(
        @Included(defaults = {"loss: hinge", "log-q: none"}) TowerOptions towers) implements ModelOptions {}
