package org.campanile.core.math;

/**
 * Numbers of 16 bits: sign, five of exponent and ten of fraction (binary16 of IEEE 754), of which the largest is 65,504 and
 * the smallest above 0 is 2^-24.
 */
public final class HalfPrecision {
    private static final float LARGEST = 65_504f;

    /** The smallest number with eleven significant bits; below it numbers are multiples of 2^-24. */
    private static final float SMALLEST_NORMAL = 0x1p-14f;

    /** An ulp of the numbers between a half and one is 2^-24: adding this rounds what is far smaller to a multiple. */
    private static final float ROUNDING = 0.75f;

    /** Between the exponents' biases, 127 and 15. */
    private static final float BIAS = 0x1p112f;

    private static final float UNBIAS = 0x1p-112f;

    /** Bits that a float's fraction has more. */
    private static final int DROPPED_BITS = 13;

    private static final int DROPPED = (1 << DROPPED_BITS) - 1;
    private static final int SIGN = 0x8000;
    private static final int MAGNITUDE = 0x7fff;
    private static final int NOT_FINITE = 0x7c00;
    private static final short NOT_A_NUMBER = 0x7e00;

    private HalfPrecision() {}

    /**
     * The nearest half-precision number, of two equally near the even one; the largest one where the value is larger, and
     * NaN of NaN.
     */
    public static float round(float value) {
        float magnitude = Math.abs(value);
        if (magnitude < SMALLEST_NORMAL) {
            return value + ROUNDING - ROUNDING;
        }
        if (magnitude > LARGEST) {
            return Math.copySign(LARGEST, value);
        }
        int bits = Float.floatToRawIntBits(value);
        int even = (bits >>> DROPPED_BITS) & 1;
        float rounded = Float.intBitsToFloat((bits + (DROPPED >>> 1) + even) & ~DROPPED);
        return Float.isNaN(value) ? Float.NaN : rounded;
    }

    /** The bits of a number that {@link #round} returned. */
    public static short bits(float rounded) {
        if (Float.isNaN(rounded)) {
            return NOT_A_NUMBER;
        }
        int sign = rounded < 0 ? SIGN : 0;
        int magnitude = Float.floatToRawIntBits(Math.abs(rounded) * UNBIAS) >>> DROPPED_BITS;
        return (short) (sign | magnitude);
    }

    /** The number with these bits; NaN for what is not finite. */
    public static float ofBits(short bits) {
        int magnitude = bits & MAGNITUDE;
        if (magnitude >= NOT_FINITE) {
            return Float.NaN;
        }
        float value = Float.intBitsToFloat(magnitude << DROPPED_BITS) * BIAS;
        return bits < 0 ? -value : value;
    }
}
