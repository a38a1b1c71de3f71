package org.campanile.serving.store;

import org.campanile.core.math.CounterRandom;

/** Normal vectors of a seed, of items named {@code item-0} on. */
final class RandomVectors implements VectorSource {
    private final VectorSet set;
    private final long seed;

    RandomVectors(String version, int rows, int dim, long seed) {
        this.set = new VectorSet(version, VectorKind.ITEMS, dim, rows);
        this.seed = seed;
    }

    @Override
    public VectorSet set() {
        return set;
    }

    @Override
    public VectorBatch read(int first, int count) {
        String[] ids = new String[count];
        float[] numbers = new float[count * set.dim()];
        for (int row = 0; row < count; row++) {
            ids[row] = id(first + row);
            for (int i = 0; i < set.dim(); i++) {
                numbers[row * set.dim() + i] = CounterRandom.gaussian(CounterRandom.hash(seed, first + row, i));
            }
        }
        return new VectorBatch(first, ids, numbers);
    }

    /* With what needs care in one store or another. */
    static String id(int place) {
        return "item-" + place + (place % 7 == 0 ? "'\"\\\t ü" : "");
    }
}
