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
    /** Number of best items of which the share is measured usually. */
    public static final int USUAL_RECALL_AT = 50;

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
        return new IndexSettings(kind, 0.95, USUAL_RECALL_AT, HnswSettings.USUAL);
    }

    /** The same with other settings of a graph. */
    IndexSettings with(HnswSettings graph) {
        return new IndexSettings(kind, minRecall, recallAt, graph);
    }

    /** Whether other settings build the same index: they may search it otherwise, or ask for another recall. */
    public boolean isBuiltAs(IndexSettings other) {
        return kind == other.kind && (kind != IndexKind.HNSW || hnsw.isBuiltAs(other.hnsw));
    }
}
