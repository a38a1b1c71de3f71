package org.campanile.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.campanile.core.config.TrackingConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run against servers that misbehave by the seed: whatever they do, everything arrives in the end. */
@Timeout(300)
class MlflowFaultsTest {
    private static final int SCHEDULES = 200;

    /** They mostly wait. */
    private static final int SCHEDULES_AT_ONCE = 8;

    private static final List<String> PLACES = List.of(
            "",
            "experiments/get-by-name",
            "experiments/create",
            "runs/search",
            "runs/create",
            "runs/log-batch",
            "runs/log-inputs",
            "runs/update",
            "mlflow-artifacts",
            "artifacts/list",
            "logged-models",
            "runs/outputs",
            "artifacts/directories");

    /** Calls are given up soon; there is time for many tries. */
    private static final SenderLimits LIMITS = new SenderLimits(
            Duration.ofMillis(200),
            Duration.ofMinutes(2),
            Duration.ZERO,
            Duration.ofMillis(1),
            Duration.ofMillis(4),
            10_000);

    @TempDir
    private Path base;

    @Test
    void nothingIsLostOverSeededSchedulesOfFaults() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(SCHEDULES_AT_ONCE);
        try {
            List<Callable<Void>> schedules = IntStream.range(0, SCHEDULES)
                    .mapToObj(seed -> (Callable<Void>) () -> {
                        run(seed);
                        return null;
                    })
                    .toList();
            for (Future<Void> schedule : threads.invokeAll(schedules)) {
                schedule.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void run(int seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        List<MetricPoint> points = IntStream.range(0, 40)
                .mapToObj(step -> new MetricPoint("train/loss", random.nextDouble(), step, 1_700_000_000_000L + step))
                .toList();
        RunFolder folder = RunFolder.create(base, "faults", "run " + seed, Clock.systemUTC());
        folder.writeConfiguration("seed: " + seed + "\n");
        Files.writeString(folder.bundle().resolve("MLmodel"), "flavors: {}\n");
        try (FakeMlflow mlflow = new FakeMlflow()) {
            int faults = 1 + random.nextInt(5);
            for (int i = 0; i < faults; i++) {
                String place = PLACES.get(random.nextInt(PLACES.size()));
                mlflow.fail(place, 1 + random.nextInt(3), fault(mlflow, random));
            }
            try (RunTracker tracker =
                    RunTrackers.open(new TrackingConfiguration(mlflow.uri(), true), folder, Map.of(), LIMITS)) {
                tracker.parameters(Map.of("seed", String.valueOf(seed)));
                tracker.provenance(
                        new RunProvenance(DataFixture.movielens("data/ml", "hash"), Map.of(), Map.of(), Map.of()));
                for (int from = 0; from < points.size(); from += 10) {
                    tracker.metrics(points.subList(from, from + 10));
                }
                tracker.artifact(folder.bundle());
                tracker.finish(RunStatus.FINISHED);
            }

            FakeMlflow.Run run = mlflow.run();
            assertThat(run.metrics).as("metrics, seed %d", seed).containsExactlyInAnyOrderElementsOf(points);
            assertThat(run.params).as("parameters, seed %d", seed).containsEntry("seed", String.valueOf(seed));
            assertThat(run.status).as("status, seed %d", seed).isEqualTo("FINISHED");
            assertThat(run.inputs).as("inputs, seed %d", seed).hasSizeGreaterThanOrEqualTo(2);
            assertThat(run.artifacts)
                    .as("files, seed %d", seed)
                    .containsEntry("config.yaml", "seed: " + seed + "\n")
                    .containsKeys("report.html", "summary.json");
            FakeLoggedModels.LoggedModel model = mlflow.loggedModel();
            assertThat(model.status).as("model, seed %d", seed).isEqualTo("LOGGED_MODEL_READY");
            assertThat(model.artifacts).as("files of model, seed %d", seed).containsKey("MLmodel");
            assertThat(run.outputs).as("outputs, seed %d", seed).containsExactly(model.id);
            assertThat(mlflow.violations()).as("seed %d", seed).isEmpty();
        }
    }

    private static FakeMlflow.Fault fault(FakeMlflow mlflow, SplittableRandom random) {
        return switch (random.nextInt(9)) {
            case 0 -> FakeMlflow.status(500, "<html>oops</html>");
            case 1 -> FakeMlflow.status(503, "");
            case 2 -> FakeMlflow.status(429, "{}", "Retry-After", "0");
            case 3 -> FakeMlflow.status(200, "<html>maintenance</html>");
            case 4 -> FakeMlflow.reset();
            case 5 -> FakeMlflow.halfAnAnswer();
            case 6 -> mlflow.silence();
            case 7 -> mlflow.slowBytes();
            default -> FakeMlflow.status(408, "");
        };
    }
}
