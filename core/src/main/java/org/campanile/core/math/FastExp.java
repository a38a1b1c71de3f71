package org.campanile.core.math;

/**
 * exp and its relatives in single precision, relative errors below 2e-7 where the result is a normal number.
 *
 * <p>With n the integer nearest to x / ln 2 and r = x - n ln 2, |r| at most (ln 2) / 2,
 *
 * <pre>
 * exp(x) = 2^n exp(r),   exp(r) = 1 + r + r^2 P(r)
 * </pre>
 *
 * where P is the polynomial of degree 4 whose largest relative error is smallest (Remez), below 4e-9. With the same n and
 * r, exp(x) - 1 = 2^n (exp(r) - 1) + (2^n - 1) keeps its digits near 0, where n is 0, and
 *
 * <pre>
 * tanh(x) = t / (t + 2),   t = exp(2 x) - 1
 * </pre>
 */
final class FastExp {
    static final float LOWEST = -88f;
    static final float HIGHEST = 89f;
    static final float LOG2_E = 1.442695f;

    /** ln 2 in two parts, of which the first is so short that its product with n is exact. */
    static final float LN_2_HIGH = 355f / 512f;

    static final float LN_2_LOW = -2.1219444e-4f;

    /** 1.5 * 2^23: a number added to it loses its fraction, and stands in the lowest bits of the sum. */
    static final float ROUNDER = 12582912f;

    static final int EXPONENT_BIAS = 127;
    static final int MANTISSA_BITS = 23;

    static final float P0 = 0.49999994f;
    static final float P1 = 0.1666652f;
    static final float P2 = 0.041668374f;
    static final float P3 = 0.008368639f;
    static final float P4 = 0.0013814983f;

    /** The tanh of half of this is 1 in single precision. */
    static final float TANH_HIGHEST = 20f;

    private FastExp() {}

    /** exp(x): 0 below -87.7, infinity above 88.4, NaN of NaN. */
    static float exp(float x) {
        if (x < LOWEST) {
            return 0f;
        }
        if (x > HIGHEST) {
            return Float.POSITIVE_INFINITY;
        }
        float shifted = x * LOG2_E + ROUNDER;
        float n = shifted - ROUNDER;
        float r = x - n * LN_2_HIGH - n * LN_2_LOW;
        float p = ((((P4 * r + P3) * r + P2) * r + P1) * r + P0) * r * r + r + 1f;
        // 2^n: 0 for n = -127 and infinity for n = 128, the bits of both
        return p * Float.intBitsToFloat((Float.floatToRawIntBits(shifted) + EXPONENT_BIAS) << MANTISSA_BITS);
    }

    /** 1 / (1 + exp(-x)). */
    static float sigmoid(float x) {
        return 1f / (1f + exp(-x));
    }

    /** The sign of x where it is large, NaN of NaN. */
    static float tanh(float x) {
        float twice = Math.max(-TANH_HIGHEST, Math.min(TANH_HIGHEST, x + x));
        float shifted = twice * LOG2_E + ROUNDER;
        float n = shifted - ROUNDER;
        float r = twice - n * LN_2_HIGH - n * LN_2_LOW;
        float p = ((((P4 * r + P3) * r + P2) * r + P1) * r + P0) * r * r + r;
        float power = Float.intBitsToFloat((Float.floatToRawIntBits(shifted) + EXPONENT_BIAS) << MANTISSA_BITS);
        float t = power * p + (power - 1f);
        return t / (t + 2f);
    }
}
