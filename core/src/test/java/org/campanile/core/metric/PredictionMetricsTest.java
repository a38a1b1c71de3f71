package org.campanile.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.config.TaskConfiguration.Objective;
import org.campanile.core.schema.Targets;
import org.junit.jupiter.api.Test;

class PredictionMetricsTest {
    private static final List<TaskConfiguration> TASKS = List.of(
            TaskConfiguration.CLICK,
            new TaskConfiguration("stars", Objective.MULTI_CLASS, 3, 1, 1),
            new TaskConfiguration("seconds", Objective.REGRESSION, 0, 1, 1));
    private static final int WIDTH = 5;

    @Test
    void numbersFollowTheirDefinitions() {
        RegressionMetrics metrics = new RegressionMetrics();
        float[] predictions = {1, 4, 3};
        metrics.add(predictions, 0, 2);
        metrics.add(predictions, 1, 2);
        metrics.add(predictions, 2, 5);
        // Errors -1, 2, -2; labels 2, 2, 5 with mean 3 and squared distances 1 + 1 + 4.
        assertThat(metrics.values().get("rmse")).isCloseTo(Math.sqrt(9.0 / 3), within(1e-12));
        assertThat(metrics.values().get("mae")).isCloseTo(5.0 / 3, within(1e-12));
        assertThat(metrics.values().get("bias")).isCloseTo(-1.0 / 3, within(1e-12));
        assertThat(metrics.values().get("r2")).isCloseTo(1 - 9.0 / 6, within(1e-12));
        assertThat(metrics.constant().get("rmse")).isCloseTo(Math.sqrt(2), within(1e-12));
    }

    @Test
    void classesFollowTheirDefinitions() {
        ClassMetrics metrics = new ClassMetrics(3);
        float[] predictions = {0.5f, 0.25f, 0.25f, 0.25f, 0.5f, 0.25f, 0.5f, 0.25f, 0.25f, 0.125f, 0.125f, 0.75f};
        metrics.add(predictions, 0, 0);
        metrics.add(predictions, 3, 0);
        metrics.add(predictions, 6, 1);
        metrics.add(predictions, 9, 2);
        // Predicted 0, 1, 0, 2 of the labels 0, 0, 1, 2.
        assertThat(metrics.values()).containsEntry("accuracy", 0.5);
        double logLoss = -(Math.log(0.5) + 2 * Math.log(0.25) + Math.log(0.75)) / 4;
        assertThat(metrics.values().get("log_loss")).isCloseTo(logLoss, within(1e-12));
        // Entropy of the shares 1/2, 1/4, 1/4: 1.5 ln 2.
        assertThat(metrics.values().get("normalized_entropy")).isCloseTo(logLoss / (1.5 * Math.log(2)), within(1e-12));
        // F1: 2 * 1 / (2 + 2), 0, 2 * 1 / (1 + 1).
        assertThat(metrics.values().get("macro_f1")).isCloseTo(1.5 / 3, within(1e-12));
        assertThat(metrics.values())
                .containsEntry("class=0/precision", 0.5)
                .containsEntry("class=0/recall", 0.5)
                .containsEntry("class=1/precision", 0.0)
                .containsEntry("class=2/recall", 1.0);
        assertThat(metrics.constant()).containsEntry("accuracy", 0.5).containsEntry("normalized_entropy", 1.0);
    }

    @Test
    void metricsOfSeveralTasksBearTheirLabels() {
        PredictionMetrics metrics = new PredictionMetrics(TASKS);
        metrics.add(batch(50, new Random(1)), predictions(50, new Random(2)));
        assertThat(metrics.samples()).isEqualTo(50);
        assertThat(metrics.values())
                .containsKeys("label/auc", "stars/accuracy", "stars/class=2/recall", "seconds/rmse");
        assertThat(metrics.constant()).containsEntry("label/auc", 0.5).containsEntry("seconds/r2", 0.0);
    }

    @Test
    void mergedAccumulatorsEqualOneOverAllSamples() {
        Random random = new Random(3);
        PredictionMetrics whole = new PredictionMetrics(TASKS);
        PredictionMetrics left = new PredictionMetrics(TASKS);
        PredictionMetrics right = new PredictionMetrics(TASKS);
        for (int i = 0; i < 20; i++) {
            Batch batch = batch(10, random);
            float[] predictions = predictions(10, random);
            whole.add(batch, predictions);
            (i % 3 == 0 ? left : right).add(batch, predictions);
        }
        left.merge(PredictionMetrics.ofInts(TASKS, right.toInts()));
        assertThat(left.samples()).isEqualTo(200);
        assertThat(left.values().keySet()).isEqualTo(whole.values().keySet());
        whole.values()
                .forEach((name, value) ->
                        assertThat(left.values().get(name)).as(name).isCloseTo(value, within(1e-9)));
        whole.constant()
                .forEach((name, value) ->
                        assertThat(left.constant().get(name)).as(name).isCloseTo(value, within(1e-9)));
    }

    @Test
    void aSampleWithoutALabelDoesNotCountForItsTask() {
        Batch batch = batch(50, new Random(1));
        float[] predictions = predictions(50, new Random(2));
        PredictionMetrics whole = new PredictionMetrics(TASKS);
        whole.add(batch, predictions);
        RegressionMetrics labelled = new RegressionMetrics();
        for (int row = 0; row < 50; row++) {
            if (row % 5 == 0) {
                batch.labels(1)[row] = Float.NaN;
            } else {
                labelled.add(predictions, (row + 1) * WIDTH - 1, batch.labels(1)[row]);
            }
        }
        PredictionMetrics metrics = new PredictionMetrics(TASKS);
        metrics.add(batch, predictions);
        PredictionMetrics again = PredictionMetrics.ofInts(TASKS, metrics.toInts());

        assertThat(again.samples()).isEqualTo(50);
        assertThat(again.values()).containsEntry("seconds/labelled_samples", 40.0);
        assertThat(again.values()).doesNotContainKey("label/labelled_samples");
        assertThat(again.values()).containsEntry("label/auc", whole.values().get("label/auc"));
        labelled.values().forEach((name, value) -> assertThat(again.values()).containsEntry("seconds/" + name, value));
    }

    @Test
    void aDivergedModelAndAnImpossibleLabelAreNamed() {
        assertThatThrownBy(() -> new RegressionMetrics().add(new float[] {Float.POSITIVE_INFINITY}, 0, 1))
                .isInstanceOf(CampanileException.class)
                .hasMessage("The model predicted Infinity, which is no number: its training has diverged; train with"
                        + " lower learning rates.");
        assertThatThrownBy(() -> new ClassMetrics(2).add(new float[] {0.5f, 0.5f}, 0, 2))
                .hasMessage("a label must be a class from 0 to 1, but is 2.0");
    }

    private static Batch batch(int rows, Random random) {
        ColumnSet columns = ColumnSet.of(List.of(), new Targets(List.of("label", "seconds", "stars"), null));
        Batch batch = new Batch(columns, rows);
        batch.setSize(rows);
        for (int row = 0; row < rows; row++) {
            batch.labels(0)[row] = random.nextInt(2);
            batch.labels(1)[row] = 100 + (float) random.nextGaussian();
            batch.labels(2)[row] = random.nextInt(3);
        }
        return batch;
    }

    private static float[] predictions(int rows, Random random) {
        float[] predictions = new float[rows * WIDTH];
        for (int i = 0; i < predictions.length; i++) {
            predictions[i] = random.nextFloat();
        }
        return predictions;
    }
}
