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
    void theConstantRateIsTheEntropyOfTheMeanLabel() {
        BinaryMetrics metrics = new BinaryMetrics();
        metrics.add(0.9f, 1);
        metrics.add(0.1f, 0);
        metrics.add(0.2f, 0);
        metrics.add(0.3f, 0);
        // -(1/4 ln 1/4 + 3/4 ln 3/4) = 0.5623351446188083
        assertThat(metrics.constantRate().get("log_loss")).isEqualTo(0.5623351446188083, within(1e-12));
        assertThat(metrics.constantRate()).containsEntry("auc", 0.5);
        assertThat(metrics.constantRate().keySet()).isEqualTo(metrics.values().keySet());
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
        assertThat(metrics.constantRate()).containsEntry("log_loss", 0.0);
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
