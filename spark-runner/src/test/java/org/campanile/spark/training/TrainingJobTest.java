package org.campanile.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.campanile.core.bundle.LoadedBundle;
import org.campanile.core.bundle.ModelBundle;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.embedding.TableState;
import org.campanile.core.storage.FileStores;
import org.campanile.spark.evaluation.EvaluationFixture;
import org.campanile.spark.preparation.Configurations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole trainings by the workers of a local master. */
class TrainingJobTest {
    private static final String CONFIGURATION = """
            name: test
            data: {prepared: "%s", source: synthetic-interactions, users: 300, items: 100, interactions-per-user: 16}
            model: {type: dssm, embedding-dim: 6, output-dim: 6, user-tower: [], item-tower: [], similarity: dot}
            training:
              epochs: 3
              dense-optimizer: {type: sgd, learning-rate: 0.1}
              sparse-optimizer: {type: sgd, learning-rate: 0.1}
              averaging: {every: 1}
            evaluation: {top-k: [10], baselines: []}
            """;

    @TempDir
    private Path folder;

    private TrainingReport train(String output, String... overrides) {
        RunConfiguration configuration = Configurations.reader()
                .parse(CONFIGURATION.formatted(folder.resolve("prepared")), "the test", List.of(overrides));
        return new TrainingJob(EvaluationFixture.spark(), configuration)
                .output(folder.resolve(output))
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
    }

    @Test
    void aCheckpointIsWrittenWhileTrainingGoesOn() {
        TrainingReport blocking = train("blocking", "cluster.workers=2", "training.checkpoint.every-steps=5");
        TrainingReport background = train(
                "background",
                "cluster.workers=2",
                "training.checkpoint.every-steps=5",
                "training.checkpoint.writing=background");

        assertThat(background.result().metrics()).isEqualTo(blocking.result().metrics());
        assertThat(checkpoints(background)).hasSize(2).isEqualTo(checkpoints(blocking));
    }

    private static List<String> placements(TrainingReport report) throws Exception {
        JsonNode plan =
                new ObjectMapper().readTree(report.run().resolve("plan.json").toFile());
        return plan.path("tables").findValuesAsText("placement");
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
