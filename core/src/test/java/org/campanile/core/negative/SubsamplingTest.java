package org.campanile.core.negative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SubsamplingTest {
    private static final long[] COUNTS = {0, 900, 90, 10};

    /** With t = 0.01: sqrt(0.01 / 0.9) = 0.105409, sqrt(0.01 / 0.09) = 1/3, and 1 for the share of just 0.01. */
    @Test
    void keptSharesAreThoseOfTheFormula() {
        Subsampling subsampling = new Subsampling(COUNTS, 0.01, 1);

        assertThat(subsampling.keptShare(0)).isEqualTo(1);
        assertThat(subsampling.keptShare(1)).isCloseTo(0.105409, within(1e-6));
        assertThat(subsampling.keptShare(2)).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(subsampling.keptShare(3)).isEqualTo(1);
    }

    /** Of 30,000 samples of item 2 stay 10,000 on average, with standard deviation sqrt(30000 / 3 * 2 / 3) = 82; five are 408. */
    @Test
    void samplesStayAsOftenAsTheirShare() {
        Subsampling subsampling = new Subsampling(COUNTS, 0.01, 1);
        int kept = 0;
        for (int position = 0; position < 30_000; position++) {
            kept += subsampling.keeps(2, position, 2) ? 1 : 0;
            assertThat(subsampling.keeps(2, position, 3)).isTrue();
        }
        assertThat(kept).isBetween(9_592, 10_408);
    }

    @Test
    void epochsLeaveOutOthers() {
        Subsampling subsampling = new Subsampling(COUNTS, 0.01, 1);
        int both = 0;
        int first = 0;
        for (int position = 0; position < 30_000; position++) {
            assertThat(subsampling.keeps(0, position, 2)).isEqualTo(subsampling.keeps(0, position, 2));
            first += subsampling.keeps(0, position, 2) ? 1 : 0;
            both += subsampling.keeps(0, position, 2) && subsampling.keeps(1, position, 2) ? 1 : 0;
        }
        assertThat(first).isBetween(9_592, 10_408);
        // A ninth, 3,333, with standard deviation sqrt(30000 / 9 * 8 / 9) = 54; five are 272.
        assertThat(both).isBetween(3_061, 3_605);
    }

    /** 94.868 rows of item 1 are left on average, 30 of item 2 and 10 of item 3: 134.868 in all. */
    @Test
    void frequenciesAreThoseOfTheRowsThatStay() {
        float[] logarithms = ItemFrequencies.logProbabilities(COUNTS, new Subsampling(COUNTS, 0.01, 1));

        assertThat(logarithms[1]).isCloseTo((float) Math.log(94.868 / 134.868), within(1e-4f));
        assertThat(logarithms[2]).isCloseTo((float) Math.log(30 / 134.868), within(1e-4f));
        assertThat(logarithms[3]).isCloseTo((float) Math.log(10 / 134.868), within(1e-4f));
    }

    @Test
    void aThresholdOfNothingIsRefused() {
        assertThatThrownBy(() -> new Subsampling(COUNTS, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threshold of subsampling must be above 0, but is 0.0");
    }
}
