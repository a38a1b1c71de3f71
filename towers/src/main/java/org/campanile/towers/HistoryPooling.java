package org.campanile.towers;

/** How the embeddings of a history become one vector. */
public enum HistoryPooling {
    /** Their mean. */
    MEAN,
    /** Their mean by weights that are learned for each place, counted from the newest. */
    RECENCY
}
