package org.campanile.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.batch.Batch;
import org.campanile.core.bundle.LoadedBundle;
import org.campanile.core.bundle.ModelBundle;
import org.campanile.core.config.CalibrationMethod;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.metric.BinaryMetrics;
import org.campanile.core.metric.GroupedAuc;
import org.campanile.core.metric.TemperatureScaling;
import org.campanile.core.model.CalibratedModel;
import org.campanile.core.model.RankingModel;
import org.campanile.core.sampling.World;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;
import org.campanile.core.storage.FileStores;
import org.campanile.core.stream.BatchStream;
import org.campanile.core.stream.ReaderState;
import org.campanile.core.stream.SequentialReader;
import org.campanile.spark.evaluation.EvaluationFixture;
import org.campanile.spark.evaluation.EvaluationJob;
import org.campanile.spark.evaluation.EvaluationReport;
import org.campanile.spark.inference.ScoreTable;
import org.campanile.spark.preparation.Configurations;
import org.campanile.spark.preparation.PreparationFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whole trainings of ranking models: what becomes of calibration, baselines, compressed tables and missing labels. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RankingTrainingTest {
    private static final int ROWS = 6000;
    private static final int BATCH = 200;

    private static final String CONFIGURATION = """
            name: ranking
            data:
              prepared: "%s"
              source: table
              path: "%s"
              format: csv
              label: click
              split: {method: ratio, validation: 0.2, test: 0.2}
              targets: {further-labels: [buy], missing-labels: keep}
              features: [{name: who, kind: categorical}, {name: what, kind: categorical}, {name: age, kind: dense}]
            model:
              type: dcn
              embedding-dim: 4
              cross-layers: 1
              mlp: [8]
              normalization: batch
              tables:
                - {feature: who, method: quotient-remainder}
                - {feature: what, method: hashed, rows: 8}
            training:
              batch-size: 100
              epochs: 2
              dense-optimizer: {type: adam, learning-rate: 0.01}
              sparse-optimizer: {type: row-wise-adagrad, learning-rate: 0.1}
              averaging: {every: 4}
            cluster: {workers: 2}
            evaluation: {auc-group: what}
            """;

    private Path folder;
    private TrainingReport calibrated;

    @BeforeAll
    void train(@TempDir Path temporary) {
        folder = temporary;
        PreparationFixture.write(folder.resolve("rows.csv"), rows());
        calibrated = train(
                "calibrated",
                "training.calibration=temperature",
                "evaluation.ranking-baselines=[logistic-regression, factorization-machine]");
    }

    /**
     * Clicks by two hundred people on thirty things, more of them by the young; of a click it is known whether a purchase
     * followed.
     */
    private static String[] rows() {
        Random random = new Random(8);
        List<String> lines = new ArrayList<>(List.of("click,buy,who,what,age"));
        for (int row = 0; row < ROWS; row++) {
            int who = random.nextInt(200);
            int what = random.nextInt(30);
            int age = 20 + random.nextInt(40);
            int click = random.nextDouble() < (age < 40 ? 0.7 : 0.2) ? 1 : 0;
            String buy = click == 0 ? "" : String.valueOf(random.nextInt(2));
            lines.add("%d,%s,u%d,w%d,%d".formatted(click, buy, who, what, age));
        }
        return lines.toArray(new String[0]);
    }

    private TrainingReport train(String output, String... overrides) {
        RunConfiguration configuration = Configurations.reader()
                .parse(
                        CONFIGURATION.formatted(folder.resolve("prepared"), folder.resolve("rows.csv")),
                        "the test",
                        List.of(overrides));
        return new TrainingJob(EvaluationFixture.spark(), configuration)
                .output(folder.resolve(output))
                .run();
    }

    private static LoadedBundle bundle(TrainingReport report) {
        return ModelBundle.load(FileStores.open(location(report)), Configurations.reader());
    }

    private static String location(TrainingReport report) {
        return report.run().resolve("bundle").toString();
    }

    private PreparedDataset dataset(LoadedBundle bundle) {
        return PreparedDataset.open(
                FileStores.open(bundle.configuration().data().prepared()));
    }

    /** What is done with the predictions of a batch. */
    private interface Predicted {
        void take(Batch batch, float[] predictions);
    }

    private void predict(LoadedBundle bundle, RankingModel model, Split split, Predicted predicted) {
        float[] predictions = new float[BATCH * model.tasks().outputs()];
        SequentialReader reader = new SequentialReader(dataset(bundle), split, new World(0, 1), BATCH);
        try (BatchStream batches = reader.open(new ReaderState(0, 0))) {
            for (@Nullable Batch batch = batches.next(); batch != null; batch = batches.next()) {
                model.predict(batch, predictions);
                predicted.take(batch, predictions);
            }
        }
    }

    private BinaryMetrics metrics(LoadedBundle bundle, RankingModel model, Split split) {
        BinaryMetrics metrics = new BinaryMetrics();
        predict(bundle, model, split, (batch, predictions) -> {
            for (int row = 0; row < batch.size(); row++) {
                metrics.add(predictions[row], batch.labels()[row]);
            }
        });
        return metrics;
    }

    @Test
    void calibrationIsTheOneThatFitsTheValidationPart() {
        try (LoadedBundle bundle = bundle(calibrated)) {
            CalibratedModel model = (CalibratedModel) bundle.model();
            TemperatureScaling expected = (TemperatureScaling)
                    metrics(bundle, model.uncalibrated(), Split.VALIDATION).calibration(CalibrationMethod.TEMPERATURE);

            float[] plain = new float[BATCH];
            float[] found = new float[BATCH];
            predict(bundle, model.uncalibrated(), Split.TEST, (batch, predictions) -> {
                System.arraycopy(predictions, 0, plain, 0, batch.size());
                model.predict(batch, found);
                for (int row = 0; row < batch.size(); row++) {
                    assertThat(found[row]).isCloseTo(expected.apply(plain[row]), within(1e-4f));
                }
            });
            BinaryMetrics uncalibrated = metrics(bundle, model.uncalibrated(), Split.TEST);
            assertThat(calibrated.result().baselines().get("uncalibrated").get("test/log_loss"))
                    .isCloseTo(uncalibrated.values().get("log_loss"), within(1e-6));
        }
    }

    @Test
    void evaluationOnExecutorsIsThatOfTheLoadedModel() {
        try (LoadedBundle bundle = bundle(calibrated)) {
            Map<String, Double> expected =
                    metrics(bundle, (RankingModel) bundle.model(), Split.TEST).values();
            assertThat(calibrated.result().metrics().get("test/auc")).isCloseTo(expected.get("auc"), within(1e-6));
            assertThat(calibrated.result().metrics().get("test/log_loss"))
                    .isCloseTo(expected.get("log_loss"), within(1e-6));
        }
        // Of clicks 7 in 9 are by the young, of others 3 in 11: told apart, 0.75 of pairs are in the right order, ties
        // half.
        assertThat(calibrated.result().metrics().get("test/auc")).isGreaterThan(0.6);
    }

    @Test
    void baselinesAreTrainedAndEvaluatedOnTheSameSamples() {
        for (String name : List.of("logistic-regression", "factorization-machine")) {
            Map<String, Double> baseline = calibrated.result().baselines().get(name);
            Path run = FinishedRuns.newest(
                            folder.resolve("calibrated"), calibratedConfiguration("name=ranking-" + name))
                    .path();
            EvaluationReport again = new EvaluationJob(EvaluationFixture.spark(), calibratedConfiguration())
                    .dataset(prepared())
                    .run(run.resolve("bundle").toString(), Split.TEST);
            assertThat(baseline.get("test/log_loss")).isCloseTo(again.metrics().get("log_loss"), within(1e-9));
            assertThat(baseline).containsKeys("test/auc", "test/gauc");
        }
    }

    @Test
    void thePlanSaysWhatCompressionSaves() throws Exception {
        JsonNode plan = new ObjectMapper()
                .readTree(calibrated.run().resolve("plan.json").toFile());
        Map<String, Long> rows = new TreeMap<>();
        plan.path("tables")
                .forEach(table ->
                        rows.put(table.path("name").asText(), table.path("rows").asLong()));
        // 200 people and the unknown: 15 remainders, near the root of 201, and 14 quotients.
        assertThat(rows).isEqualTo(Map.of("who-quotients", 14L, "who-remainders", 15L, "what", 8L));
        // Four weights and an accumulator, of four bytes.
        assertThat(plan.path("table_bytes_per_worker").asLong()).isEqualTo((14 + 15 + 8) * 20);
        assertThat(plan.path("uncompressed_table_bytes_per_worker").asLong()).isEqualTo((201 + 31) * 20);
    }

    @Test
    void scoringATableKnowsCompressedValues() {
        Dataset<Row> rows = EvaluationFixture.spark()
                .read()
                .option("header", "true")
                .csv(folder.resolve("rows.csv").toString());
        List<Row> scored = new ScoreTable(EvaluationFixture.spark(), location(calibrated))
                .score(rows)
                .select("score", "click")
                .collectAsList();
        BinaryMetrics metrics = new BinaryMetrics();
        scored.forEach(row -> metrics.add(row.getFloat(0), Float.parseFloat(row.getString(1))));
        try (LoadedBundle bundle = bundle(calibrated)) {
            BinaryMetrics expected = new BinaryMetrics();
            for (Split split : List.of(Split.TRAIN, Split.VALIDATION, Split.TEST)) {
                expected.merge(metrics(bundle, (RankingModel) bundle.model(), split));
            }
            assertThat(metrics.samples()).isEqualTo(expected.samples());
            assertThat(metrics.values().get("log_loss"))
                    .isCloseTo(expected.values().get("log_loss"), within(1e-6));
        }
    }

    @Test
    void samplesWithoutALabelTrainAndMeasureTheOtherTaskAlone() {
        TrainingReport report = train("tasks", "model.tasks=[{}, {label: buy}]");
        BinaryMetrics buys = new BinaryMetrics();
        Map<Integer, List<float[]>> groups = new TreeMap<>();
        try (LoadedBundle bundle = bundle(report)) {
            predict(bundle, (RankingModel) bundle.model(), Split.TEST, (batch, predictions) -> {
                int[] things = batch.categorical(batch.columns().categoricalColumn("what"));
                for (int row = 0; row < batch.size(); row++) {
                    float buy = batch.labels(1)[row];
                    assertThat(Float.isNaN(buy)).isEqualTo(batch.labels()[row] == 0f);
                    if (!Float.isNaN(buy)) {
                        buys.add(predictions[2 * row + 1], buy);
                        groups.computeIfAbsent(things[row], thing -> new ArrayList<>())
                                .add(new float[] {predictions[2 * row + 1], buy});
                    }
                }
            });
        }
        GroupedAuc grouped = new GroupedAuc();
        groups.values().forEach(samples -> grouped.add(column(samples, 0), column(samples, 1)));

        Map<String, Double> metrics = report.result().metrics();
        assertThat(metrics)
                .containsEntry("test/buy/labelled_samples", (double) buys.samples())
                .doesNotContainKey("test/label/labelled_samples");
        assertThat(metrics.get("test/buy/log_loss")).isCloseTo(buys.values().get("log_loss"), within(1e-6));
        assertThat(metrics.get("test/buy/gauc")).isCloseTo(grouped.value(), within(1e-6));
        assertThat(report.result().findings()).anyMatch(finding -> finding.startsWith("The label buy is known of "));
    }

    private static float[] column(List<float[]> samples, int column) {
        float[] values = new float[samples.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = samples.get(i)[column];
        }
        return values;
    }

    private String prepared() {
        try (LoadedBundle bundle = bundle(calibrated)) {
            return bundle.configuration().data().prepared();
        }
    }

    private RunConfiguration calibratedConfiguration(String... overrides) {
        return Configurations.reader()
                .parse(
                        CONFIGURATION.formatted(folder.resolve("prepared"), folder.resolve("rows.csv")),
                        "the test",
                        List.of(overrides));
    }
}
