package org.campanile.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.campanile.core.CampanileException;
import org.junit.jupiter.api.Test;

class BinaryMetricsTest {

    @Test
    void valuesFollowTheirDefinitions() {
        BinaryMetrics metrics = new BinaryMetrics();
        metrics.add(0.75f, 1);
        metrics.add(0.5f, 0);
        metrics.add(0.25f, 1);
        metrics.add(0.25f, 0);
        Map<String, Double> values = metrics.values();

        // pairs (positive, negative): .75>.5, .75>.25, .25<.5, .25=.25: (1 + 1 + 0 + 1/2) / 4
        assertThat(values.get("auc")).isEqualTo(0.625);
        // -(ln .75 + ln .5 + ln .25 + ln .75) / 4
        double logLoss = -(2 * Math.log(0.75) + Math.log(0.5) + Math.log(0.25)) / 4;
        assertThat(values.get("log_loss")).isEqualTo(logLoss, within(1e-12));
        // half of the labels are 1, so the constant's log loss is ln 2
        assertThat(values.get("normalized_entropy")).isEqualTo(logLoss / Math.log(2), within(1e-12));
        assertThat(values.get("calibration")).isEqualTo(1.75 / 2, within(1e-12));
        assertThat(metrics.samples()).isEqualTo(4);
    }

    @Test
    void averagePrecisionAndCalibrationErrorFollowTheirDefinitions() {
        BinaryMetrics metrics = new BinaryMetrics();
        metrics.add(0.75f, 1);
        metrics.add(0.5f, 0);
        metrics.add(0.25f, 1);
        metrics.add(0.25f, 0);
        // Thresholds .75: recall 1/2, precision 1; .5: nothing more; .25: recall 1, precision 2/4. 1/2 * 1 + 1/2 * 1/2.
        assertThat(metrics.values().get("pr_auc")).isEqualTo(0.75, within(1e-12));
        // Groups by prediction: (|.25 - 1/2| * 2 + |.5 - 0| + |.75 - 1|) / 4; predictions are known to 4e-5.
        assertThat(metrics.values().get("calibration_error")).isEqualTo((0.5 + 0.5 + 0.25) / 4, within(4e-5));
        assertThat(metrics.reliability()).extracting(ReliabilityPoint::samples).containsExactly(2L, 1L, 1L);
    }

    @Test
    void groupsOfTheReliabilityDiagramHoldAboutAsManySamplesEach() {
        BinaryMetrics metrics = new BinaryMetrics();
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            float probability = random.nextFloat();
            metrics.add(probability, random.nextFloat() < probability ? 1 : 0);
        }
        assertThat(metrics.reliability()).hasSize(20).allSatisfy(point -> {
            assertThat(point.samples()).isBetween(980L, 1020L);
            // The standard deviation of the rate of 1000 samples is at most 0.016.
            assertThat(point.observed()).isCloseTo(point.predicted(), within(0.065));
        });
    }

    @Test
    void theNumbersOfAnAccumulatorMakeItAgain() {
        BinaryMetrics metrics = new BinaryMetrics();
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            metrics.add(random.nextFloat(), random.nextInt(2));
        }
        BinaryMetrics again = BinaryMetrics.ofInts(metrics.toInts());
        assertThat(again.values()).isEqualTo(metrics.values());
        assertThat(again.samples()).isEqualTo(500);
    }

    @Test
    void theConstantRateIsTheEntropyOfTheMeanLabel() {
        BinaryMetrics metrics = new BinaryMetrics();
        metrics.add(0.9f, 1);
        metrics.add(0.1f, 0);
        metrics.add(0.2f, 0);
        metrics.add(0.3f, 0);
        // -(1/4 ln 1/4 + 3/4 ln 3/4) = 0.5623351446188083
        assertThat(metrics.constant().get("log_loss")).isEqualTo(0.5623351446188083, within(1e-12));
        assertThat(metrics.constant()).containsEntry("auc", 0.5);
        assertThat(metrics.constant().keySet()).isEqualTo(metrics.values().keySet());
    }

    @Test
    void certaintyThatWasWrongCostsAFiniteLoss() {
        BinaryMetrics metrics = new BinaryMetrics();
        metrics.add(0f, 1);
        metrics.add(1f, 0);
        assertThat(metrics.values().get("log_loss")).isEqualTo(-Math.log(1e-7), within(1e-9));
        assertThat(metrics.values()).containsEntry("auc", 0.0);
    }

    @Test
    void metricsThatNeedBothLabelsAreAbsentWithOne() {
        BinaryMetrics metrics = new BinaryMetrics();
        assertThat(metrics.values()).isEmpty();
        metrics.add(0.5f, 0);
        assertThat(metrics.values()).containsOnlyKeys("log_loss");
        assertThat(metrics.constant()).containsEntry("log_loss", 0.0);
    }

    @Test
    void mergedAccumulatorsEqualOneOverAllSamples() {
        Random random = new Random(3);
        BinaryMetrics whole = new BinaryMetrics();
        BinaryMetrics left = new BinaryMetrics();
        BinaryMetrics right = new BinaryMetrics();
        for (int i = 0; i < 1000; i++) {
            float probability = random.nextFloat();
            float label = random.nextInt(3) == 0 ? 1 : 0;
            whole.add(probability, label);
            (i % 7 < 3 ? left : right).add(probability, label);
        }
        left.merge(right);
        assertThat(left.samples()).isEqualTo(1000);
        whole.values()
                .forEach((name, value) ->
                        assertThat(left.values().get(name)).as(name).isEqualTo(value, within(1e-12)));
    }

    @Test
    void aDivergedModelIsNamedAsSuch() {
        assertThatThrownBy(() -> new BinaryMetrics().add(Float.NaN, 1))
                .isInstanceOf(CampanileException.class)
                .hasMessage("The model predicted NaN, which is no probability: its training has diverged;"
                        + " train with lower learning rates.");
    }

    @Test
    void aLabelThatIsNotBinaryIsRefused() {
        assertThatThrownBy(() -> new BinaryMetrics().add(0.5f, 0.3f)).hasMessage("a label must be 0 or 1, but is 0.3");
    }
}
