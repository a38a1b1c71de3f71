package org.campanile.serving.store;

import java.util.List;

/** A version in a store. Used by one thread; belongs to its store, which closes it. */
interface StoredVersion {
    /** Number of vectors that are there. */
    long count();

    /**
     * From which place on, of the set's order, vectors must be written: those before it are there.
     *
     * @param batchSize of the batches that were written, and will be
     */
    int resumeAt(int batchSize);

    /** Writes a batch as a whole; vectors that are there already stay. */
    void write(VectorBatch batch);

    /** Makes the version searchable; nothing happens if it is. */
    void index();

    /** The vectors of ids, in order; an empty one for an id that is not there. */
    List<float[]> fetch(List<String> ids);

    /** The ids of the {@code k} vectors with the largest dot products with each query, best first. */
    List<List<String>> search(List<float[]> queries, int k);
}
