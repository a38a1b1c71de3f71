package org.campanile.core.model;

/** What a model is for, and so how it is evaluated. */
public enum ModelFamily {
    /** Finds items for a user; evaluated by full ranking. */
    RETRIEVAL,
    /** Scores samples; evaluated by AUC and log loss. */
    RANKING
}
