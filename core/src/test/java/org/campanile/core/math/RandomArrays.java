package org.campanile.core.math;

import java.util.Random;

/** Arrays whose numbers depend on their length only. */
final class RandomArrays {
    private RandomArrays() {}

    /** Numbers in [-1, 1). */
    static float[] uniform(int length) {
        return uniform(length, -1f, 1f);
    }

    /** Numbers in [low, high). */
    static float[] uniform(int length, float low, float high) {
        Random random = new Random(length);
        float[] array = new float[length];
        for (int i = 0; i < length; i++) {
            array[i] = low + (high - low) * random.nextFloat();
        }
        return array;
    }
}
