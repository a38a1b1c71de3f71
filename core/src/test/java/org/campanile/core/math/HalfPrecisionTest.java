package org.campanile.core.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HalfPrecisionTest {
    /** Bits of infinity: those below are of the finite numbers that are not negative, in ascending order. */
    private static final int INFINITY = 0x7c00;

    @Test
    void numbersHaveTheBitsOfTheStandard() {
        // sign, exponent less 15, fraction of 1,024ths
        assertThat(HalfPrecision.ofBits((short) 0x0000)).isZero();
        assertThat(HalfPrecision.ofBits((short) 0x0001)).isEqualTo(0x1p-24f);
        assertThat(HalfPrecision.ofBits((short) 0x03ff)).isEqualTo(1023 * 0x1p-24f);
        assertThat(HalfPrecision.ofBits((short) 0x0400)).isEqualTo(0x1p-14f);
        assertThat(HalfPrecision.ofBits((short) 0x3c00)).isEqualTo(1f);
        assertThat(HalfPrecision.ofBits((short) 0x3c01)).isEqualTo(1f + 0x1p-10f);
        assertThat(HalfPrecision.ofBits((short) 0xc000)).isEqualTo(-2f);
        assertThat(HalfPrecision.ofBits((short) 0x7bff)).isEqualTo(65_504f);
        assertThat(HalfPrecision.ofBits((short) 0x7c00)).isNaN();
        assertThat(HalfPrecision.ofBits((short) 0xfe00)).isNaN();
    }

    @Test
    void everyNumberIsItsOwnNearest() {
        for (int bits = 0; bits < INFINITY; bits++) {
            float value = HalfPrecision.ofBits((short) bits);
            assertThat(HalfPrecision.round(value)).isEqualTo(value);
            assertThat(HalfPrecision.bits(value)).isEqualTo((short) bits);
            if (bits > 0) {
                assertThat(HalfPrecision.round(-value)).isEqualTo(-value);
                assertThat(HalfPrecision.bits(-value)).isEqualTo((short) (bits | 0x8000));
            }
        }
    }

    @Test
    void otherNumbersAreRoundedToTheNearest() {
        Random random = new Random(3);
        for (int i = 0; i < 200_000; i++) {
            float value = (float) Math.scalb(2 * random.nextDouble() - 1, random.nextInt(44) - 28);
            assertThat(HalfPrecision.round(value)).as("%s", value).isEqualTo(nearest(value));
        }
    }

    @Test
    void halvesBetweenTwoGoToTheEvenOne() {
        for (int bits = 0; bits < INFINITY - 1; bits++) {
            float below = HalfPrecision.ofBits((short) bits);
            float above = HalfPrecision.ofBits((short) (bits + 1));
            float between = (below + above) / 2;
            assertThat(HalfPrecision.round(between)).isEqualTo(bits % 2 == 0 ? below : above);
            assertThat(HalfPrecision.round(-between)).isEqualTo(bits % 2 == 0 ? -below : -above);
        }
    }

    @Test
    void whatIsLargerThanTheLargestBecomesTheLargest() {
        assertThat(HalfPrecision.round(65_519f)).isEqualTo(65_504f);
        assertThat(HalfPrecision.round(-1e30f)).isEqualTo(-65_504f);
        assertThat(HalfPrecision.round(Float.POSITIVE_INFINITY)).isEqualTo(65_504f);
    }

    @Test
    void whatIsNoNumberStaysNone() {
        assertThat(HalfPrecision.round(Float.NaN)).isNaN();
        assertThat(HalfPrecision.ofBits(HalfPrecision.bits(Float.NaN))).isNaN();
    }

    /** By bisection among all numbers, in double precision. */
    private static float nearest(float value) {
        double magnitude = Math.min(Math.abs((double) value), 65_504);
        int low = 0;
        int high = INFINITY - 1;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (HalfPrecision.ofBits((short) middle) <= magnitude) {
                low = middle;
            } else {
                high = middle;
            }
        }
        float below = HalfPrecision.ofBits((short) low);
        float above = HalfPrecision.ofBits((short) high);
        double toBelow = magnitude - below;
        double toAbove = above - magnitude;
        boolean isLower = toBelow < toAbove || (toBelow == toAbove && low % 2 == 0);
        return Math.copySign(isLower ? below : above, value);
    }
}
