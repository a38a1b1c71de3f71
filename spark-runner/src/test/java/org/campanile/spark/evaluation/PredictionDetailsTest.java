package org.campanile.spark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.Batch;
import org.campanile.core.bundle.BundleDescription;
import org.campanile.core.bundle.LoadedBundle;
import org.campanile.core.bundle.ModelBundle;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.metric.BinaryMetrics;
import org.campanile.core.metric.GroupedAuc;
import org.campanile.core.metric.IsotonicRegression;
import org.campanile.core.model.RankingModel;
import org.campanile.core.sampling.World;
import org.campanile.core.shard.Split;
import org.campanile.core.storage.FileStores;
import org.campanile.core.stream.BatchStream;
import org.campanile.core.stream.ReaderState;
import org.campanile.core.stream.SequentialReader;
import org.campanile.spark.preparation.Configurations;
import org.campanile.spark.preparation.PreparationFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Slices, the AUC within groups, and calibration, held against one pass over the samples. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PredictionDetailsTest {
    private static final String MODEL = "type: dlrm, embedding-dim: 4, bottom-mlp: [4], top-mlp: [8]";

    private EvaluationFixture fixture;
    private Path folder;

    /** One sample of the test part. */
    private record Sample(int user, float prediction, float label) {}

    @BeforeAll
    void prepare(@TempDir Path temporary) {
        folder = temporary;
        fixture = RatedRows.create(folder, 6000, MODEL);
    }

    private RunConfiguration configuration(String evaluation) {
        return EvaluationFixture.configuration(
                folder.resolve("prepared"),
                "path: \"" + folder.resolve("rated.csv") + "\", " + RatedRows.DATA,
                MODEL,
                evaluation);
    }

    private EvaluationReport evaluated(String evaluation) {
        return new EvaluationJob(EvaluationFixture.spark(), configuration(evaluation))
                .dataset(fixture.dataset().store().root())
                .run(fixture.bundle(), Split.TEST);
    }

    private Map<Integer, List<Sample>> samplesByUser() {
        Map<Integer, List<Sample>> samples = new TreeMap<>();
        float[] predictions = new float[100];
        SequentialReader reader = new SequentialReader(fixture.dataset(), Split.TEST, new World(0, 1), 100);
        try (LoadedBundle bundle = ModelBundle.load(FileStores.open(fixture.bundle()), Configurations.reader());
                BatchStream batches = reader.open(new ReaderState(0, 0))) {
            for (@Nullable Batch batch = batches.next(); batch != null; batch = batches.next()) {
                ((RankingModel) bundle.model()).predict(batch, predictions);
                int[] users = batch.categorical(batch.columns().categoricalColumn("who"));
                for (int row = 0; row < batch.size(); row++) {
                    samples.computeIfAbsent(users[row], user -> new ArrayList<>())
                            .add(new Sample(users[row], predictions[row], batch.labels()[row]));
                }
            }
        }
        return samples;
    }

    @Test
    void slicesAndGroupsAreThoseOfOnePassOverTheSamples() {
        EvaluationReport report = evaluated("slices: [who], auc-group: who");

        List<String> users = PreparationFixture.values(fixture.dataset(), "who");
        GroupedAuc grouped = new GroupedAuc();
        samplesByUser().forEach((user, samples) -> {
            BinaryMetrics expected = new BinaryMetrics();
            float[] predictions = new float[samples.size()];
            float[] labels = new float[samples.size()];
            for (int i = 0; i < predictions.length; i++) {
                predictions[i] = samples.get(i).prediction();
                labels[i] = samples.get(i).label();
                expected.add(predictions[i], labels[i]);
            }
            grouped.add(predictions, labels);
            String slice = "slice/who=" + users.get(user) + "/";
            assertThat(report.metrics()).containsEntry(slice + "samples", (double) samples.size());
            assertThat(report.metrics().get(slice + "auc"))
                    .isCloseTo(expected.values().get("auc"), within(1e-6));
            assertThat(report.metrics().get(slice + "log_loss"))
                    .isCloseTo(expected.values().get("log_loss"), within(1e-6));
        });
        assertThat(grouped.groups()).isEqualTo(5);
        assertThat(report.metrics().get("gauc")).isCloseTo(grouped.value(), within(1e-6));
        assertThat(report.findings())
                .contains("The AUC of label within the values of who is taken over the 5 of 5 that have both labels.")
                .anyMatch(finding -> finding.startsWith("The worst slice by who is who=u"));
    }

    @Test
    void calibrationIsPartOfTheBundleAndReportedBeforeAndAfter() {
        IsotonicRegression half = new IsotonicRegression(List.of(0.0, 1.0), List.of(0.25, 0.75));
        String calibrated = folder.resolve("calibrated").toString();
        Map<String, Double> plain = evaluated("").metrics();
        try (LoadedBundle bundle = ModelBundle.load(FileStores.open(fixture.bundle()), Configurations.reader())) {
            ModelBundle.write(
                    FileStores.open(calibrated),
                    new BundleDescription(bundle.configuration(), Map.of(), Map.of(), Map.of("label", half)),
                    bundle.model(),
                    fixture.dataset());
        }

        EvaluationReport report = new EvaluationJob(EvaluationFixture.spark(), configuration(""))
                .dataset(fixture.dataset().store().root())
                .run(calibrated, Split.TEST);

        Map<String, Double> before = new HashMap<>(report.baselines().get("uncalibrated"));
        plain.forEach((name, value) -> assertThat(before.get(name)).as(name).isCloseTo(value, within(1e-6)));
        BinaryMetrics expected = new BinaryMetrics();
        samplesByUser()
                .values()
                .forEach(samples ->
                        samples.forEach(sample -> expected.add(0.25f + sample.prediction() / 2, sample.label())));
        assertThat(report.metrics().get("log_loss")).isCloseTo(expected.values().get("log_loss"), within(1e-5));
        assertThat(report.findings())
                .anyMatch(finding ->
                        finding.startsWith("Calibration took the expected calibration error of label from "));
        assertThat(report.charts().get(0).lines()).containsOnlyKeys("model", "uncalibrated", "calibrated");
    }

    @Test
    void aFeatureThatSamplesDoNotHaveIsNamed() {
        assertThatThrownBy(() -> evaluated("auc-group: age"))
                .isInstanceOf(CampanileException.class)
                .hasMessage("evaluation.auc-group names age, but the samples have no such categorical feature; allowed:"
                        + " who.");
        assertThatThrownBy(() -> evaluated("slices: [city]"))
                .isInstanceOf(CampanileException.class)
                .hasMessage("evaluation.slices names city, but the samples have no such categorical feature; allowed:"
                        + " who.");
    }
}
