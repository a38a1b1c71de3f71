package org.campanile.serving.funnel;

/** The stages of the funnel, in the order in which they run; what is timed. */
public enum Stage {
    /** The user tower, from raw values to the vectors that are searched with. */
    USER_VECTORS,
    /** The search for the nearest items that seen items and rules leave, waiting for a place in a batch included. */
    RETRIEVAL,
    /** Popularity and diversity: from the candidates to those that the ranking model sees. */
    RERANKING,
    /** The ranking model. */
    RANKING,
    /** The most popular items, where retrieval knows nothing of the user, or an experiment holds them out. */
    POPULARITY
}
