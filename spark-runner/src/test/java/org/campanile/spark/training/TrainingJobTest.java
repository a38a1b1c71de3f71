package org.campanile.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.campanile.core.bundle.LoadedBundle;
import org.campanile.core.bundle.ModelBundle;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.embedding.TableState;
import org.campanile.core.storage.FileStores;
import org.campanile.core.tracking.ProgressListener;
import org.campanile.spark.evaluation.EvaluationFixture;
import org.campanile.spark.preparation.Configurations;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whole trainings by the workers of a local master, on data that are prepared once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainingJobTest {
    private static final String CONFIGURATION = """
            name: test
            data: {prepared: "%s/interactions", source: synthetic-interactions, users: 300, items: 100, interactions-per-user: 16}
            model: {type: dssm, embedding-dim: 6, output-dim: 6, user-tower: [], item-tower: [], similarity: dot}
            training:
              epochs: 3
              dense-optimizer: {type: sgd, learning-rate: 0.1}
              sparse-optimizer: {type: sgd, learning-rate: 0.1}
              averaging: {every: 1}
            evaluation: {top-k: [10], baselines: []}
            """;

    private static final String CLICKS = """
            name: clicks
            data:
              prepared: "%s/clicks"
              source: synthetic-clicks
              rows: 6000
              categorical-features: 3
              cardinality: 40
              split: {method: ratio}
            model: {type: dlrm, embedding-dim: 4, bottom-mlp: [4], top-mlp: [8]}
            training:
              epochs: 2
              dense-optimizer: {type: sgd, learning-rate: 0.1}
              sparse-optimizer: {type: sgd, learning-rate: 0.1}
              averaging: {every: 1}
              validation: {when: each-epoch}
              calibration: temperature
            """;

    private Path folder;

    /** Of two workers, with few steps. */
    private TrainingReport blocking;

    @BeforeAll
    void train(@TempDir Path shared) {
        folder = shared;
        blocking = train("blocking", "cluster.workers=2", "training.checkpoint.every-steps=5");
    }

    private TrainingReport train(String output, String... overrides) {
        return train(CONFIGURATION, ProgressListener.SILENT, output, overrides);
    }

    private TrainingReport train(String text, ProgressListener listener, String output, String... overrides) {
        RunConfiguration configuration =
                Configurations.reader().parse(text.formatted(folder), "the test", List.of(overrides));
        return new TrainingJob(EvaluationFixture.spark(), configuration)
                .output(folder.resolve(output))
                .listener(listener)
                .run();
    }

    /* Tables that are averaged would learn rows of one worker's samples faster: see the decision on outer optimizers. */
    @Test
    void shardedTablesOfTwoWorkersAreThoseOfOneWorkerWithTheJointBatch() throws Exception {
        TrainingReport joint = train("joint", "training.batch-size=128");
        TrainingReport sharded =
                train("sharded", "training.batch-size=64", "cluster.workers=2", "cluster.sharding=sharded");

        assertThat(placements(joint)).containsOnly("replicated");
        assertThat(placements(sharded)).containsOnly("sharded");
        List<float[]> expected = tables(joint);
        List<float[]> actual = tables(sharded);
        assertThat(actual).hasSameSizeAs(expected);
        for (int table = 0; table < expected.size(); table++) {
            float[] values = expected.get(table);
            for (int i = 0; i < values.length; i++) {
                // alike but for the last step of each epoch, whose samples the two workers share unevenly
                assertThat(actual.get(table)[i]).isCloseTo(values[i], within(0.02f));
            }
        }
        assertThat(sharded.result().metrics().get("test/ndcg_at_10"))
                .isCloseTo(joint.result().metrics().get("test/ndcg_at_10"), within(0.01));
    }

    @Test
    void eachWorkerTellsWhatItTakesHoweverShortTheTraining() throws Exception {
        List<String> points = Files.readAllLines(blocking.run().resolve("metrics.jsonl"));
        for (int worker = 0; worker < 2; worker++) {
            for (String name : List.of(
                    "cpu_utilization_percentage",
                    "heap_usage_megabytes",
                    "off_heap_usage_megabytes",
                    "process_memory_usage_megabytes",
                    "samples_per_second",
                    "reader_wait_seconds",
                    "sync_seconds",
                    "sync_bytes")) {
                String metric = "\"system/worker_%d/%s\"".formatted(worker, name);
                assertThat(points).as(metric).anyMatch(point -> point.contains(metric));
            }
            String rate = "system/worker_%d/samples_per_second".formatted(worker);
            assertThat(points).anyMatch(point -> point.contains(rate) && !point.contains("\"value\":0.0"));
        }
    }

    @Test
    void shardedTablesAreValidatedAndCalibratedAsWholeOnes() throws Exception {
        TrainingReport joint = train(CLICKS, ProgressListener.SILENT, "joint-clicks", "training.batch-size=128");
        TrainingReport sharded = train(
                CLICKS,
                ProgressListener.SILENT,
                "sharded-clicks",
                "training.batch-size=64",
                "cluster.workers=2",
                "cluster.sharding=sharded");

        assertThat(placements(sharded)).isNotEmpty().containsOnly("sharded");
        // steps of the same samples, but for the last of each epoch: see above
        assertThat(sharded.result().metrics().keySet())
                .isEqualTo(joint.result().metrics().keySet());
        for (int epoch = 0; epoch < 2; epoch++) {
            assertThat(validations(sharded).get(epoch))
                    .isCloseTo(validations(joint).get(epoch), within(2e-3));
        }
        for (String metric : List.of("test/auc", "test/log_loss", "test/calibration")) {
            assertThat(sharded.result().metrics().get(metric))
                    .as(metric)
                    .isCloseTo(joint.result().metrics().get(metric), within(5e-3));
        }
    }

    /* The third of 4,800 / (2 * 64) steps is validated, and the sixth, which cannot be better by 1. Rows of later ones were asked for. */
    @Test
    void shardedTrainingThatStopsWithinAnEpochEndsInItsBestModel() throws Exception {
        TrainingReport stopped = train(
                CLICKS,
                ProgressListener.SILENT,
                "stopped",
                "training.batch-size=64",
                "training.validation={when: every-steps, every-steps: 3, min-delta: 1, stop-patience: 1}",
                "cluster.workers=2",
                "cluster.sharding=sharded");

        assertThat(placements(stopped)).isNotEmpty().containsOnly("sharded");
        assertThat(stopped.steps()).isEqualTo(6);
        assertThat(points(stopped, "validation/auc").get(2))
                .isCloseTo(points(stopped, "validation/auc").get(0), within(2e-3));
    }

    /** The AUC of each validation while training, before that of the bundle. */
    private static List<Double> validations(TrainingReport report) throws Exception {
        return points(report, "validation/auc").subList(0, 2);
    }

    private static double sum(TrainingReport report, String metric) throws Exception {
        return points(report, metric).stream().mapToDouble(Double::doubleValue).sum();
    }

    private static List<Double> points(TrainingReport report, String metric) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        List<Double> values = new ArrayList<>();
        for (String line : Files.readAllLines(report.run().resolve("metrics.jsonl"))) {
            JsonNode point = mapper.readTree(line);
            if (point.path("name").asText().equals(metric)) {
                values.add(point.path("value").asDouble());
            }
        }
        return values;
    }

    /*
     * Of two placements alike but for whose samples a worker has, what one sends less is what the plan says. Rows of users
     * are the larger part of what is sent.
     */
    @Test
    void samplesDividedByUserKeepRowsOfUsersWithTheirWorker() throws Exception {
        String[] sharded = {
            "cluster.workers=2", "cluster.sharding=sharded", "training.epochs=1", "training.batch-size=64"
        };
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        TrainingReport spread = train("spread", sharded);
        TrainingReport byUser = train(
                CONFIGURATION,
                new Announcements(heard),
                "by-user",
                Stream.concat(Stream.of(sharded), Stream.of("cluster.samples=by-user"))
                        .toArray(String[]::new));

        int begin = heard.indexOf("begin training");
        assertThat(heard.get(begin - 1)).startsWith("Samples are divided by user, which saves ");
        assertThat(heard.get(begin - 2)).startsWith("together").endsWith("KiB");
        JsonNode users = plan(byUser).path("tables").get(0);
        assertThat(users.path("sent_bytes_per_step").asLong()).isZero();
        double saved = users.path("saved_bytes_per_step").asLong() * (double) spread.steps();
        assertThat(sum(spread, "system/sync_bytes") - sum(byUser, "system/sync_bytes"))
                .isCloseTo(saved, withinPercentage(10));
        assertThat(byUser.result().metrics().get("test/ndcg_at_10"))
                .isCloseTo(spread.result().metrics().get("test/ndcg_at_10"), within(0.03));
    }

    /** Hears announcements and the beginnings of phases. */
    private record Announcements(List<String> heard) implements ProgressListener {
        @Override
        public void announce(List<String> lines) {
            heard.addAll(lines);
        }

        @Override
        public void begin(String phase, long total) {
            heard.add("begin " + phase);
        }

        @Override
        public void advance(long done, Map<String, Double> facts) {}

        @Override
        public void end() {}
    }

    /* Its rounds end unsettled, but for the last of each epoch. */
    @Test
    void halfDeltasThatTravelWhileTrainingGoesOnReachTheSameQuality() {
        String[] plainly = {
            "cluster.workers=2",
            "training.batch-size=64",
            "training.epochs=1",
            "training.averaging.every=4",
            "model.user-tower=[8]"
        };
        TrainingReport plain = train("plain", plainly);
        TrainingReport overlapped = train(
                "overlapped",
                Stream.concat(
                                Stream.of(plainly),
                                Stream.of("training.averaging.deltas=half", "training.averaging.exchange=overlapped"))
                        .toArray(String[]::new));

        assertThat(overlapped.result().metrics().get("test/ndcg_at_10"))
                .isNotEqualTo(plain.result().metrics().get("test/ndcg_at_10"))
                .isCloseTo(plain.result().metrics().get("test/ndcg_at_10"), within(0.03));
    }

    @Test
    void aCheckpointIsWrittenWhileTrainingGoesOn() {
        TrainingReport background = train(
                "background",
                "cluster.workers=2",
                "training.checkpoint.every-steps=5",
                "training.checkpoint.writing=background");

        assertThat(background.result().metrics()).isEqualTo(blocking.result().metrics());
        assertThat(checkpoints(background)).hasSize(2).isEqualTo(checkpoints(blocking));
    }

    private static JsonNode plan(TrainingReport report) throws Exception {
        return new ObjectMapper().readTree(report.run().resolve("plan.json").toFile());
    }

    private static List<String> placements(TrainingReport report) throws Exception {
        return plan(report).path("tables").findValuesAsText("placement");
    }

    private static List<String> checkpoints(TrainingReport report) {
        String[] names = report.run().resolve("checkpoints").toFile().list();
        return Stream.of(names)
                .filter(name -> name.startsWith("step-"))
                .sorted()
                .toList();
    }

    private static List<float[]> tables(TrainingReport report) {
        try (LoadedBundle bundle =
                ModelBundle.load(FileStores.open(report.run().resolve("bundle").toString()), Configurations.reader())) {
            return bundle.model().state().tables().stream()
                    .map(TrainingJobTest::weights)
                    .toList();
        }
    }

    private static float[] weights(TableState table) {
        float[] weights = new float[table.rows() * table.dim()];
        float[] record = new float[table.dim() + table.stateSize()];
        for (int row = 0; row < table.rows(); row++) {
            table.readRecord(row, record, 0);
            System.arraycopy(record, 0, weights, row * table.dim(), table.dim());
        }
        return weights;
    }
}
