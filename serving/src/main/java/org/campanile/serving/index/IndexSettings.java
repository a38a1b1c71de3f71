package org.campanile.serving.index;

import org.campanile.core.CampanileException;

/**
 * How an index is made.
 *
 * @param kind      how it finds items
 * @param minRecall least share of the true best items that it must find, 0 to 1
 * @param recallAt  number of best items of which the share is measured, at least 1
 * @param hnsw      of a graph, if it is one
 */
public record IndexSettings(IndexKind kind, double minRecall, int recallAt, HnswSettings hnsw) {
    public IndexSettings {
        if (!(minRecall >= 0 && minRecall <= 1)) {
            throw new CampanileException("--min-recall is " + minRecall + "; allowed: [0, 1].");
        }
        if (recallAt < 1) {
            throw new CampanileException("The recall of an index is measured at " + recallAt + "; allowed: 1 or more.");
        }
    }

    /** Finds at least 0.95 of the best 50. */
    public static IndexSettings of(IndexKind kind) {
        return new IndexSettings(kind, 0.95, 50, HnswSettings.USUAL);
    }
}
