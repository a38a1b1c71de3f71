package org.campanile.core.evaluation;

import java.util.Arrays;

/** Hoare's selection: the largest of many numbers, without sorting them. */
final class Quickselect {
    /** So many rounds are more than chance needs: what is left then is sorted, so that no order takes quadratic time. */
    private static final int ROUNDS = 40;

    private Quickselect() {}

    /**
     * Moves the {@code count} largest of the first {@code size} numbers to the front, the least of them last.
     *
     * @param numbers not negative, and all different
     * @param count   from 1 to {@code size}
     */
    static void largestFirst(long[] numbers, int size, int count) {
        largestFirst(numbers, size, count, ROUNDS);
    }

    /** The same with another number of rounds. */
    static void largestFirst(long[] numbers, int size, int count, int rounds) {
        int low = 0;
        int high = size - 1;
        for (int round = 0; low < high; round++) {
            if (round == rounds) {
                sortDescending(numbers, low, high);
                return;
            }
            int pivot = partition(numbers, low, high);
            if (pivot == count - 1) {
                return;
            } else if (pivot < count - 1) {
                low = pivot + 1;
            } else {
                high = pivot - 1;
            }
        }
    }

    /**
     * Moves what is larger than some number of the range before it, and what is smaller behind it.
     *
     * @return the place of that number
     */
    private static int partition(long[] numbers, int low, int high) {
        moveMedianTo(high, numbers, low);
        long pivot = numbers[high];
        int end = low;
        // Every number is swapped, and the sign of a difference tells whether it stays: a branch would be mispredicted
        // for every second number, which takes several times as long as a swap.
        for (int i = low; i < high; i++) {
            long number = numbers[i];
            numbers[i] = numbers[end];
            numbers[end] = number;
            end += (int) ((pivot - number) >>> 63);
        }
        swap(numbers, end, high);
        return end;
    }

    /** Swaps the median of the first, the middle and the last number of a range to its end. */
    private static void moveMedianTo(int high, long[] numbers, int low) {
        int middle = (low + high) >>> 1;
        if (numbers[low] > numbers[middle]) {
            swap(numbers, low, middle);
        }
        if (numbers[middle] > numbers[high]) {
            swap(numbers, middle, high);
        }
        swap(numbers, numbers[low] > numbers[middle] ? low : middle, high);
    }

    private static void sortDescending(long[] numbers, int low, int high) {
        Arrays.sort(numbers, low, high + 1);
        for (int i = low, j = high; i < j; i++, j--) {
            swap(numbers, i, j);
        }
    }

    private static void swap(long[] numbers, int a, int b) {
        long number = numbers[a];
        numbers[a] = numbers[b];
        numbers[b] = number;
    }
}
