package org.campanile.serving.store;

/**
 * Vectors to be exported, always in the same order, so that an export that broke off goes on where it was. Used by one
 * thread.
 */
public interface VectorSource {
    /** What there is. */
    VectorSet set();

    /**
     * Makes some of the vectors.
     *
     * @param first place of the first one, from 0
     * @param count at least 1; {@code first + count} at most the number of vectors
     */
    VectorBatch read(int first, int count);
}
