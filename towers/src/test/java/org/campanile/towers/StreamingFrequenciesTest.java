package org.campanile.towers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamingFrequenciesTest {
    private static final int[] ONCE = {1, 1, 1};

    @Test
    void intervalsAreMovingMeansOfStepsBetweenOccurrences() {
        // 8 items in batches of 4: every B begins at 8 / 4 = 2, every C at 1; alpha is 1/2.
        StreamingFrequencies frequencies = new StreamingFrequencies(8, new FrequencyOptions(0, 0.5), 4);

        // Step 1: item 3 comes once, B = (2 + 1) / 2 = 1.5, C = 1; item 5 twice, B = 1.5, C = (1 + 2) / 2 = 1.5.
        assertProbabilities(frequencies.update(new int[] {3, 5}, new int[] {1, 2}, 2), 1 / 1.5, 1);
        // Step 2: item 6 after 2 steps, B = 2. Step 3: item 3 after 2 steps, B = (1.5 + 2) / 2 = 1.75.
        assertProbabilities(frequencies.update(new int[] {6, 7}, ONCE, 1), 1 / 2.0);
        assertProbabilities(frequencies.update(new int[] {3}, ONCE, 1), 1 / 1.75);
    }

    @Test
    void itemsOfABucketAreEstimatedTogether() {
        StreamingFrequencies frequencies = new StreamingFrequencies(1000, new FrequencyOptions(1, 0.5), 5);

        // One bucket, B = 1 and C = 5 at first; three items in a step, C = (5 + 3) / 2.
        float[] logP = frequencies.update(new int[] {3, 500, 999}, ONCE, 3);

        assertProbabilities(logP, 4, 4, 4);
        assertThat(frequencies.rows()).isEqualTo(1);
    }

    @Test
    void estimatesComeNearTheTrueFrequencies() {
        StreamingFrequencies frequencies = new StreamingFrequencies(4, new FrequencyOptions(0, 0.01), 32);
        double[] shares = {0, 0.7, 0.25, 0.05};
        Random random = new Random(1);
        int[] items = {1, 2, 3};
        float[] last = new float[0];
        for (int step = 0; step < 3000; step++) {
            int[] times = {1, 1, 1};
            for (int i = 0; i < 29; i++) {
                double draw = random.nextDouble();
                times[draw < shares[1] ? 0 : draw < shares[1] + shares[2] ? 1 : 2]++;
            }
            last = frequencies.update(items, times, 3);
        }
        // 29 random draws and one of each.
        for (int item = 1; item <= 3; item++) {
            double expected = 1 + 29 * shares[item];
            assertThat(Math.exp(last[item - 1])).as("item %d", item).isCloseTo(expected, within(0.08 * expected));
        }
    }

    @Test
    void stateGoesOnWhereItWas() {
        StreamingFrequencies one = new StreamingFrequencies(8, FrequencyOptions.usual(), 4);
        StreamingFrequencies other = new StreamingFrequencies(8, FrequencyOptions.usual(), 4);
        one.update(new int[] {3, 5}, ONCE, 2);
        one.update(new int[] {4, 5}, ONCE, 2);
        assertThat(one.touchedRows()).containsExactly(3, 4, 5);
        float[] record = new float[3];
        for (int row = 0; row < 8; row++) {
            one.readRecord(row, record, 0);
            other.writeRecord(row, record, 0);
        }

        float[] expected = one.update(new int[] {3, 7}, ONCE, 2).clone();

        assertThat(other.update(new int[] {3, 7}, ONCE, 2)).containsExactly(expected);
    }

    private static void assertProbabilities(float[] logarithms, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.exp(logarithms[i])).isCloseTo(expected[i], within(1e-6));
        }
    }
}
