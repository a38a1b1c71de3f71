package org.campanile.core.embedding;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Scratch for as many threads as use a table at once. Taking one allocates only when more threads do so than ever before;
 * what is not given back, after an exception, is left to the garbage collector.
 */
final class ScratchPool {
    private static final int KEPT = 64;

    private final AtomicReferenceArray<Scratch> kept = new AtomicReferenceArray<>(KEPT);
    private final int dim;
    private final int recordSize;

    ScratchPool(int dim, int recordSize) {
        this.dim = dim;
        this.recordSize = recordSize;
    }

    Scratch take() {
        for (int i = 0; i < KEPT; i++) {
            Scratch scratch = kept.get(i);
            if (scratch != null && kept.compareAndSet(i, scratch, null)) {
                return scratch;
            }
        }
        return new Scratch(dim, recordSize);
    }

    void giveBack(Scratch scratch) {
        for (int i = 0; i < KEPT; i++) {
            if (kept.get(i) == null && kept.compareAndSet(i, null, scratch)) {
                return;
            }
        }
    }
}
