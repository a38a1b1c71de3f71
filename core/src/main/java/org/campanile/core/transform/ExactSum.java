package org.campanile.core.transform;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A sum of doubles without rounding, so that it does not depend on their order or on who adds which part: each number is
 * added as an integer multiple of the smallest double, in digits to the base {@code 2^32} (Kulisch and Miranker, The
 * Arithmetic of the Digital Computer, 1986). Not safe for use by several threads.
 */
final class ExactSum implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int DIGIT_BITS = 32;
    private static final long DIGIT = 0xFFFFFFFFL;

    /* A double is its fraction, of 53 bits, shifted by 0 to 2045 bits. */
    private static final int DIGITS = 2046 / DIGIT_BITS + 3;
    private static final int FRACTION_BITS = 52;
    private static final int SMALLEST_EXPONENT = -1074;

    /** Each addition changes a digit by less than 2^32: so many leave room in 63 bits. */
    private static final int ADDITIONS_BEFORE_CARRY = 1 << 30;

    private final long[] digits = new long[DIGITS];
    private int additions;

    /** Adds a finite number. */
    void add(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> FRACTION_BITS) & 0x7FF;
        long fraction = bits & ((1L << FRACTION_BITS) - 1);
        int shift = exponent == 0 ? 0 : exponent - 1;
        long significand = exponent == 0 ? fraction : fraction | (1L << FRACTION_BITS);
        long sign = bits < 0 ? -1 : 1;
        int first = shift / DIGIT_BITS;
        int within = shift % DIGIT_BITS;
        digits[first] += sign * ((significand << within) & DIGIT);
        digits[first + 1] += sign * ((significand >>> (DIGIT_BITS - within)) & DIGIT);
        digits[first + 2] += sign * (within == 0 ? 0 : significand >>> (2 * DIGIT_BITS - within));
        additions++;
        if (additions == ADDITIONS_BEFORE_CARRY) {
            carry();
        }
    }

    /** Adds another sum. */
    void add(ExactSum other) {
        carry();
        other.carry();
        for (int digit = 0; digit < DIGITS; digit++) {
            digits[digit] += other.digits[digit];
        }
        additions = 2;
    }

    /** The sum. */
    BigDecimal value() {
        BigInteger sum = BigInteger.ZERO;
        for (int digit = DIGITS - 1; digit >= 0; digit--) {
            sum = sum.shiftLeft(DIGIT_BITS).add(BigInteger.valueOf(digits[digit]));
        }
        /* 2^-1074 as a decimal number is 5^1074 / 10^1074. */
        return new BigDecimal(sum.multiply(BigInteger.valueOf(5).pow(-SMALLEST_EXPONENT)), -SMALLEST_EXPONENT);
    }

    /** Brings every digit but the last into [0, 2^32). */
    private void carry() {
        for (int digit = 0; digit < DIGITS - 1; digit++) {
            digits[digit + 1] += digits[digit] >> DIGIT_BITS;
            digits[digit] &= DIGIT;
        }
        additions = 1;
    }
}
