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
 * where P is the polynomial of degree 4 whose largest relative error is smallest (Remez), below 4e-9.
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

    /** Below this, tanh(x) = x + x^3 Q(x^2), because 1 - 2 / (exp(2 x) + 1) has few digits left. */
    static final float TANH_SMALL = 0.625f;

    static final float Q0 = -0.33333284f;
    static final float Q1 = 0.13331515f;
    static final float Q2 = -0.053745147f;
    static final float Q3 = 0.020655226f;
    static final float Q4 = -0.005721638f;

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

    static float tanh(float x) {
        if (Math.abs(x) < TANH_SMALL) {
            float z = x * x;
            return x + x * z * ((((Q4 * z + Q3) * z + Q2) * z + Q1) * z + Q0);
        }
        return 1f - 2f / (exp(2f * x) + 1f);
    }
}
