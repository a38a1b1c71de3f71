package org.campanile.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.campanile.core.config.CalibrationMethod;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CalibrationTest {

    @Test
    void theTemperatureBringsPredictionsToTheRates() {
        // Logits of plus and minus ln 4, rates with logits of plus and minus ln 1.5: T = ln 4 / ln 1.5.
        List<ReliabilityPoint> bins = List.of(new ReliabilityPoint(0.2, 0.4, 100), new ReliabilityPoint(0.8, 0.6, 100));
        Calibration found = Calibration.fit(CalibrationMethod.TEMPERATURE, bins);
        assertThat(((TemperatureScaling) found).temperature()).isCloseTo(Math.log(4) / Math.log(1.5), within(1e-9));
        assertThat(found.apply(0.8f)).isCloseTo(0.6f, within(1e-6f));
        assertThat(found.apply(0.5f)).isEqualTo(0.5f);
        assertThat(found.apply(0f)).isZero();
        assertThat(found.apply(1f)).isEqualTo(1f);
    }

    @Test
    void predictionsThatTellNothingGetTheHighestTemperature() {
        List<ReliabilityPoint> bins = List.of(new ReliabilityPoint(0.2, 0.6, 100), new ReliabilityPoint(0.8, 0.4, 100));
        Calibration found = Calibration.fit(CalibrationMethod.TEMPERATURE, bins);
        assertThat(((TemperatureScaling) found).temperature()).isCloseTo(1000, within(1e-3));
    }

    @Test
    void ratesThatFallArePooled() {
        Calibration found = Calibration.fit(
                CalibrationMethod.ISOTONIC,
                List.of(
                        new ReliabilityPoint(0.1, 0.2, 10),
                        new ReliabilityPoint(0.3, 0.1, 10),
                        new ReliabilityPoint(0.5, 0.4, 20)));
        // The first two become one of prediction 0.2 and rate 0.15; 0.35 is half-way to the third.
        assertThat(found).isEqualTo(new IsotonicRegression(List.of(0.2, 0.5), List.of(0.15, 0.4)));
        assertThat(found.apply(0.05f)).isEqualTo(0.15f);
        assertThat(found.apply(0.35f)).isCloseTo(0.275f, within(1e-6f));
        assertThat(found.apply(0.9f)).isEqualTo(0.4f);
    }

    @Test
    void noOtherRisingRatesAreNearer() {
        Random random = new Random(3);
        for (int trial = 0; trial < 200; trial++) {
            List<ReliabilityPoint> bins = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                bins.add(new ReliabilityPoint((i + 0.5) / 6, random.nextInt(5) / 4.0, 1 + random.nextInt(9)));
            }
            IsotonicRegression found = (IsotonicRegression) Calibration.fit(CalibrationMethod.ISOTONIC, bins);
            assertThat(found.rates()).isSorted();
            assertThat(error(bins, found)).isCloseTo(leastError(bins), within(1e-9));
        }
    }

    /** The bins of a pool are those up to half-way to the next pool's mean: found again by their rates, one by one. */
    private static double error(List<ReliabilityPoint> bins, IsotonicRegression found) {
        double error = Double.POSITIVE_INFINITY;
        for (int mask = 0; mask < (1 << (bins.size() - 1)); mask++) {
            double[] fitted = fitted(bins, mask);
            List<Double> rates = new ArrayList<>();
            for (double rate : fitted) {
                if (rates.isEmpty() || Math.abs(rates.get(rates.size() - 1) - rate) > 1e-12) {
                    rates.add(rate);
                }
            }
            if (rates.size() == found.rates().size() && close(rates, found.rates())) {
                error = Math.min(error, squared(bins, fitted));
            }
        }
        return error;
    }

    private static boolean close(List<Double> left, List<Double> right) {
        for (int i = 0; i < left.size(); i++) {
            if (Math.abs(left.get(i) - right.get(i)) > 1e-9) {
                return false;
            }
        }
        return true;
    }

    /** Over all ways to divide the bins into neighbouring groups whose rates rise. */
    private static double leastError(List<ReliabilityPoint> bins) {
        double least = Double.POSITIVE_INFINITY;
        for (int mask = 0; mask < (1 << (bins.size() - 1)); mask++) {
            double[] fitted = fitted(bins, mask);
            boolean rises = true;
            for (int i = 1; i < fitted.length; i++) {
                rises &= fitted[i] >= fitted[i - 1] - 1e-12;
            }
            least = rises ? Math.min(least, squared(bins, fitted)) : least;
        }
        return least;
    }

    /** The mean rate of each bin's group; a bit of the mask says that a group ends behind the bin. */
    private static double[] fitted(List<ReliabilityPoint> bins, int mask) {
        double[] fitted = new double[bins.size()];
        int begin = 0;
        for (int end = 1; end <= bins.size(); end++) {
            if (end == bins.size() || ((mask >> (end - 1)) & 1) == 1) {
                double positives = 0;
                double samples = 0;
                for (ReliabilityPoint bin : bins.subList(begin, end)) {
                    positives += bin.observed() * bin.samples();
                    samples += bin.samples();
                }
                for (int i = begin; i < end; i++) {
                    fitted[i] = positives / samples;
                }
                begin = end;
            }
        }
        return fitted;
    }

    private static double squared(List<ReliabilityPoint> bins, double[] fitted) {
        double sum = 0;
        for (int i = 0; i < fitted.length; i++) {
            sum += bins.get(i).samples() * Math.pow(bins.get(i).observed() - fitted[i], 2);
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource(value = CalibrationMethod.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void overconfidenceIsTakenBackOnOtherSamples(CalibrationMethod method) {
        Calibration calibration = overconfident(new Random(1), null).calibration(method);
        double before = overconfident(new Random(2), null).values().get("calibration_error");
        BinaryMetrics after = overconfident(new Random(2), calibration);
        assertThat(before).isGreaterThan(0.1);
        // The mean distance of rates of 1000 samples from their expectations is below 0.013.
        assertThat(after.values().get("calibration_error")).isLessThan(0.02);
    }

    /** Predictions whose logits are three times what they ought to be. */
    private static BinaryMetrics overconfident(Random random, @Nullable Calibration calibration) {
        BinaryMetrics metrics = new BinaryMetrics();
        for (int i = 0; i < 20_000; i++) {
            double logit = random.nextGaussian();
            float label = random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
            float predicted = (float) (1 / (1 + Math.exp(-3 * logit)));
            metrics.add(calibration == null ? predicted : calibration.apply(predicted), label);
        }
        return metrics;
    }

    @Test
    void calibrationNeedsBothLabels() {
        BinaryMetrics metrics = new BinaryMetrics();
        metrics.add(0.5f, 1);
        assertThatThrownBy(() -> metrics.calibration(CalibrationMethod.ISOTONIC))
                .hasMessage("1 of 1 samples are positive, but calibration needs both");
    }
}
