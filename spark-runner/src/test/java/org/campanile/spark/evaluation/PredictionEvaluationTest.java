package org.campanile.spark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.campanile.core.batch.Batch;
import org.campanile.core.bundle.LoadedBundle;
import org.campanile.core.bundle.ModelBundle;
import org.campanile.core.metric.BinaryMetrics;
import org.campanile.core.model.RankingModel;
import org.campanile.core.sampling.World;
import org.campanile.core.shard.Split;
import org.campanile.core.storage.FileStores;
import org.campanile.core.stream.BatchStream;
import org.campanile.core.stream.ReaderState;
import org.campanile.core.stream.SequentialReader;
import org.campanile.spark.preparation.Configurations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionEvaluationTest {
    @TempDir
    private Path folder;

    @Test
    void metricsOverAllTasksAreThoseOfOnePassOverTheSamples() {
        // Half of the rows are for test: enough for two tasks.
        EvaluationFixture fixture = EvaluationFixture.create(
                folder,
                "source: synthetic-clicks, rows: 20000, split: {method: ratio, test: 0.5}",
                "type: dlrm, embedding-dim: 4, bottom-mlp: [8, 4], top-mlp: [8]",
                "");

        EvaluationReport report =
                new EvaluationJob(EvaluationFixture.spark(), fixture.configuration()).run(fixture.bundle(), Split.TEST);

        BinaryMetrics expected = onePass(fixture);
        assertThat(report.count()).isEqualTo(expected.samples()).isGreaterThan(8192);
        assertThat(report.unit()).isEqualTo("samples");
        assertThat(report.metrics())
                .containsOnlyKeys(
                        "auc", "pr_auc", "log_loss", "normalized_entropy", "calibration", "calibration_error");
        expected.values()
                .forEach((name, value) ->
                        assertThat(report.metrics().get(name)).as(name).isEqualTo(value, within(1e-6)));
        assertThat(report.baselines().get("constant").get("log_loss"))
                .isEqualTo(expected.constant().get("log_loss"), within(1e-12));
    }

    private static BinaryMetrics onePass(EvaluationFixture fixture) {
        BinaryMetrics metrics = new BinaryMetrics();
        float[] probabilities = new float[500];
        SequentialReader reader = new SequentialReader(fixture.dataset(), Split.TEST, new World(0, 1), 500);
        try (LoadedBundle bundle = ModelBundle.load(FileStores.open(fixture.bundle()), Configurations.reader());
                BatchStream batches = reader.open(new ReaderState(0, 0))) {
            for (@Nullable Batch batch = batches.next(); batch != null; batch = batches.next()) {
                ((RankingModel) bundle.model()).predict(batch, probabilities);
                for (int row = 0; row < batch.size(); row++) {
                    metrics.add(probabilities[row], batch.labels()[row]);
                }
            }
        }
        return metrics;
    }
}
