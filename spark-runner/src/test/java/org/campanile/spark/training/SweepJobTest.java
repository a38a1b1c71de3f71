package org.campanile.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.Sweep;
import org.campanile.core.shard.Split;
import org.campanile.core.tracking.ProgressListener;
import org.campanile.core.tracking.RunFolder;
import org.campanile.core.tracking.RunSource;
import org.campanile.core.tracking.RunStatus;
import org.campanile.core.tracking.RunSummary;
import org.campanile.spark.evaluation.EvaluationFixture;
import org.campanile.spark.preparation.Configurations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole sweeps, and an evaluation of what they leave, on a local master. */
class SweepJobTest {
    @TempDir
    private static Path data;

    @TempDir
    private Path folder;

    private Path configuration() throws IOException {
        return Files.writeString(folder.resolve("config.yaml"), """
                name: film's
                experiment: sweeps
                data: {prepared: "%s", source: synthetic-interactions, users: 200, items: 60, interactions-per-user: 12}
                model: {type: dssm, embedding-dim: 4, output-dim: 4, user-tower: [], item-tower: [], similarity: dot}
                training: {epochs: 2, batch-size: 128}
                evaluation: {top-k: [10], baselines: []}
                """.formatted(data.resolve("prepared")));
    }

    private SweepReport sweep(String yaml) throws IOException {
        Sweep sweep = Sweep.read(Files.writeString(folder.resolve("sweep.yaml"), yaml));
        return new SweepJob(EvaluationFixture.spark(), configuration(), List.of("seed=7"), sweep)
                .output(folder.resolve("runs"))
                .source(new RunSource("the test", folder))
                .run();
    }

    private static JsonNode summary(Path run) throws IOException {
        return new ObjectMapper().readTree(run.resolve("summary.json").toFile());
    }

    @Test
    void trialsAreRunsBelowTheSweepsRunWhichNamesTheBest() throws Exception {
        // Nothing is learned at a rate of 1e-9: the other trial is better.
        SweepReport report = sweep("""
                metric: test/ndcg_at_10
                parameters:
                  training.sparse-optimizer.learning-rate: [1e-9, 0.1]
                """);

        assertThat(report.trials()).extracting(SweepTrial::failure).containsOnly("");
        SweepTrial best = report.best().orElseThrow();
        assertThat(best.number()).isEqualTo(2);
        JsonNode parent = summary(report.run());
        assertThat(parent.path("name").asText()).isEqualTo("film's-sweep");
        assertThat(parent.path("status").asText()).isEqualTo("finished");
        assertThat(parent.path("metrics").path("test/ndcg_at_10").asDouble()).isEqualTo(best.value());
        JsonNode trial = summary(Path.of(best.run()));
        assertThat(trial.path("name").asText()).isEqualTo("film's-002");
        assertThat(trial.path("parent").asText()).isEqualTo(parent.path("id").asText());
        assertThat(trial.path("tags").path("mlflow.source.name").asText()).isEqualTo("the test");
        assertThat(Files.readAllLines(report.run().resolve("trials.csv")))
                .hasSize(3)
                .first()
                .isEqualTo("trial,test/ndcg_at_10,training.sparse-optimizer.learning-rate,run,failure");
        RunConfiguration again = Configurations.reader().read(report.run().resolve("best.yaml"), List.of());
        assertThat(again.training().sparseOptimizer().learningRate()).isEqualTo(0.1);
        assertThat(again.seed()).isEqualTo(7);

        evaluateAgain(again, RunFolder.open(Path.of(best.run())), best.value());
    }

    private void evaluateAgain(RunConfiguration configuration, RunFolder trained, double ndcg) {
        new EvaluationRun(
                        EvaluationFixture.spark(),
                        configuration,
                        trained,
                        new RunSource("the test", folder),
                        ProgressListener.SILENT)
                .run(Split.TEST);

        RunSummary evaluation = RunFolder.list(folder.resolve("runs")).get(0);
        assertThat(evaluation.name()).isEqualTo("film's-002-evaluation");
        assertThat(evaluation.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(evaluation.metrics()).containsEntry("test/ndcg_at_10", ndcg);
    }

    @Test
    void aTrialThatFailsDoesNotKeepTheOthersFromBeingTried() throws Exception {
        // More workers than the session has slots.
        SweepReport report = sweep("""
                metric: test/ndcg_at_10
                parameters: {cluster.workers: [1000, 1]}
                """);

        assertThat(report.trials().get(0).failure()).contains("1000");
        assertThat(report.best().orElseThrow().number()).isEqualTo(2);
    }

    @Test
    void trialsAtOnceComeToWhatTheyComeToOneAfterTheOther() throws Exception {
        // A retrieval model is not validated after each epoch: those trials fail alone.
        String trials = """
                metric: test/ndcg_at_10
                parameters:
                  training.epochs: [1, 2]
                  training.validation.when: [each-epoch, never]
                """;
        SweepReport alone = sweep(trials);
        SweepReport atOnce = sweep(trials + "parallel: 2\n");

        assertThat(atOnce.trials()).extracting(SweepTrial::number).containsExactly(1, 2, 3, 4);
        assertThat(atOnce.trials())
                .filteredOn(trial -> !trial.failure().isEmpty())
                .extracting(SweepTrial::number)
                .containsExactly(1, 3);
        assertThat(atOnce.trials())
                .extracting(SweepTrial::metrics)
                .isEqualTo(alone.trials().stream().map(SweepTrial::metrics).toList());
        assertThat(atOnce.best()).map(SweepTrial::number).isEqualTo(alone.best().map(SweepTrial::number));
        assertThat(Files.readAllLines(atOnce.run().resolve("metrics.jsonl"))).hasSize(4);
    }

    @Test
    void moreTrialsAtOnceThanThereAreSlotsForAreRefusedBeforeAnyIsTried() {
        assertThatThrownBy(() -> sweep("""
                metric: test/ndcg_at_10
                parallel: 2
                parameters: {cluster.workers: [1, 2]}
                """))
                .isInstanceOf(CampanileException.class)
                .hasMessage("parallel is 2, and the largest trials take 3 workers together, but with master local[2] 2"
                        + " can train at once: set parallel to less, or give the application more slots.");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void aMetricThatIsNotMeasuredEndsTheSweepAfterOneTrial() {
        assertThatThrownBy(() -> sweep("""
                metric: test/ndgc_at_10
                parameters: {training.epochs: [1, 2, 3]}
                """))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("test/ndgc_at_10 is not measured; there are")
                .hasMessageContaining("test/ndcg_at_10");
        assertThat(RunFolder.list(folder.resolve("runs"))).hasSize(2);
    }

    @Test
    void aCombinationThatIsNoConfigurationIsRefusedBeforeAnyIsTried() {
        assertThatThrownBy(() -> sweep("""
                metric: test/ndcg_at_10
                parameters: {training.epochs: [1, 0]}
                """))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("Combination 2 of the sweep is no configuration")
                .hasMessageContaining("training.epochs is 0");
        assertThat(folder.resolve("runs")).doesNotExist();
    }
}
