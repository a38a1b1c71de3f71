package org.campanile.core.metric;

/** Numbers of 64 bits as two ints each, the upper half first, as collectives carry them. */
final class PackedLongs {
    private PackedLongs() {}

    static void put(int[] numbers, int at, long value) {
        numbers[at] = (int) (value >>> Integer.SIZE);
        numbers[at + 1] = (int) value;
    }

    static void put(int[] numbers, int at, double value) {
        put(numbers, at, Double.doubleToLongBits(value));
    }

    static long get(int[] numbers, int at) {
        return ((long) numbers[at] << Integer.SIZE) | Integer.toUnsignedLong(numbers[at + 1]);
    }

    static double getDouble(int[] numbers, int at) {
        return Double.longBitsToDouble(get(numbers, at));
    }
}
