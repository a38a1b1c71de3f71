package org.campanile.serving.store;

/** Vectors that end with an action instead of a batch. */
record BreakingVectors(VectorSource source, int breaksAt, Runnable action) implements VectorSource {
    @Override
    public VectorSet set() {
        return source.set();
    }

    @Override
    public VectorBatch read(int first, int count) {
        if (first >= breaksAt) {
            action.run();
        }
        return source.read(first, count);
    }
}
