package org.campanile.core.embedding;

import org.bytedeco.javacpp.Pointer;
import org.campanile.core.config.TableMemory;

/** How much of this process's memory embedding tables may take. */
public final class TableRoom {
    /* The rest is for batches, activations, the optimizer's work and the collector. */
    private static final double SHARE = 0.6;

    private TableRoom() {}

    /** Bytes for the tables of all workers in this process: three fifths of the heap, or of native memory, at most. */
    public static long bytes(TableMemory memory) {
        return (long) (SHARE
                * switch (memory) {
                    case HEAP -> Runtime.getRuntime().maxMemory();
                    case NATIVE -> Pointer.maxBytes();
                });
    }
}
