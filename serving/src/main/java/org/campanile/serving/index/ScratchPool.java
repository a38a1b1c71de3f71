package org.campanile.serving.index;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.campanile.core.math.BlasInfo;
import org.campanile.core.math.InstructionSet;

/** Scratches that searches take and give back: as many as there have been searches at once. Safe for use by several threads. */
final class ScratchPool {
    /** Most queries of a usual scratch; their products with a block fit the processor's second-level cache. */
    static final int VECTORS = 64;

    private static final InstructionSet BLAS = BlasInfo.detect().instructions();

    private final int dim;
    private final int width;
    private final Queue<Scratch> free = new ConcurrentLinkedQueue<>();

    ScratchPool(int dim, int width) {
        this.dim = dim;
        this.width = width;
    }

    /** A scratch for so many queries, or for more. */
    Scratch take(int vectors) {
        if (vectors > VECTORS) {
            return new Scratch(vectors, dim, width, BLAS);
        }
        Scratch scratch = free.poll();
        return scratch == null ? new Scratch(VECTORS, dim, width, BLAS) : scratch;
    }

    void giveBack(Scratch scratch) {
        if (scratch.vectors() == VECTORS) {
            free.add(scratch);
        } else {
            scratch.close();
        }
    }

    void close() {
        for (Scratch scratch = free.poll(); scratch != null; scratch = free.poll()) {
            scratch.close();
        }
    }
}
