package org.campanile.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AucHistogramTest {

    @ParameterizedTest
    @CsvSource({
        // half the bin width times the overlap of two normal densities: 2^-13 * 0.27 / deviation, and chance
        "0, 1, 5e-5", // click rates around one half
        "-5, 2, 3e-5", // rare clicks
        "1, 0.05, 1e-3", // a model that hardly tells samples apart
        "14, 4, 1e-1" // 50 % of the positives and 31 % of the negatives are in the last bin
    })
    void theAreaIsWithinItsErrorBoundOfTheExactOne(double mean, double deviation, double largestBound) {
        Random random = new Random(11);
        int count = 2000;
        double[] positives = probabilities(random, count, mean + deviation / 2, deviation);
        double[] negatives = probabilities(random, count, mean, deviation);
        AucHistogram histogram = new AucHistogram();
        for (int i = 0; i < count; i++) {
            histogram.addPositive(positives[i]);
            histogram.addNegative(negatives[i]);
        }
        assertThat(histogram.area()).isEqualTo(exact(positives, negatives), within(histogram.errorBound() + 1e-12));
        assertThat(histogram.errorBound()).isLessThan(largestBound);
    }

    @Test
    void equalPredictionsCountHalf() {
        AucHistogram histogram = new AucHistogram();
        histogram.addPositive(0.3);
        histogram.addNegative(0.3);
        assertThat(histogram.area()).isEqualTo(0.5);
        assertThat(histogram.errorBound()).isEqualTo(0.5);
    }

    @Test
    void thereIsNoAreaWithOneLabelOnly() {
        AucHistogram histogram = new AucHistogram();
        histogram.addPositive(0.3);
        assertThat(histogram.area()).isNaN();
    }

    private static double[] probabilities(Random random, int count, double mean, double deviation) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (1 / (1 + Math.exp(-(mean + deviation * random.nextGaussian()))));
        }
        return values;
    }

    private static double exact(double[] positives, double[] negatives) {
        double ordered = 0;
        for (double positive : positives) {
            for (double negative : negatives) {
                ordered += positive > negative ? 1 : positive == negative ? 0.5 : 0;
            }
        }
        return ordered / ((double) positives.length * negatives.length);
    }
}
