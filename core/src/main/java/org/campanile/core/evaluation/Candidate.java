package org.campanile.core.evaluation;

/**
 * A candidate in one number: larger is better, by the score and, of equal scores, by the lower index. Two candidates are
 * never equal, and since no such number is negative, one can be taken from another without overflow.
 */
final class Candidate {
    private static final int INDEX_BITS = 31;

    private Candidate() {}

    /** @param score finite; negative zero becomes zero */
    static long of(int item, float score) {
        return (Integer.toUnsignedLong(ascending(score)) << INDEX_BITS) | (Integer.MAX_VALUE - item);
    }

    static int item(long candidate) {
        return Integer.MAX_VALUE - (int) (candidate & Integer.MAX_VALUE);
    }

    static float score(long candidate) {
        int signed = (int) (candidate >>> INDEX_BITS) ^ Integer.MIN_VALUE;
        return Float.intBitsToFloat(signed ^ ((signed >> 31) & Integer.MAX_VALUE));
    }

    /** An unsigned number whose order is that of the scores: the bits of negative numbers fall as these rise. */
    private static int ascending(float score) {
        int bits = Float.floatToRawIntBits(score + 0f);
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE) ^ Integer.MIN_VALUE;
    }
}
