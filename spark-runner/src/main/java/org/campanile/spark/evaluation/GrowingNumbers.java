package org.campanile.spark.evaluation;

import java.util.Arrays;

/** Numbers one after the other, as many as come. */
final class GrowingNumbers {
    private float[] numbers = new float[8];
    private int size;

    void add(float number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        numbers[size++] = number;
    }

    void add(float[] several) {
        for (float number : several) {
            add(number);
        }
    }

    float[] toArray() {
        return Arrays.copyOf(numbers, size);
    }
}
