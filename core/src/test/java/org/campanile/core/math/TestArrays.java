package org.campanile.core.math;

import java.util.Random;

/** Arrays for tests; random ones depend on their length only. */
final class TestArrays {
    private TestArrays() {}

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

    /** The numbers again and again, so that each stands at many places of a vector and behind the last one. */
    static float[] repeat(int times, float... numbers) {
        float[] all = new float[times * numbers.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = numbers[i % numbers.length];
        }
        return all;
    }
}
