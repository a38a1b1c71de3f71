package org.campanile.core.config;

/** How one score is made of the predictions of several tasks. */
public enum ScoreCombination {
    WEIGHTED_SUM,
    WEIGHTED_PRODUCT
}
