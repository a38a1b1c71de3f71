package org.campanile.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.campanile.core.CampanileException;
import org.campanile.core.config.TrackingConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");
    private static final Clock CLOCK = Clock.fixed(START, ZoneOffset.UTC);

    @TempDir
    private Path base;

    private RunFolder create(String experiment, String name) {
        return RunFolder.create(base, experiment, name, CLOCK);
    }

    private static RunTracker open(RunFolder folder) {
        return RunTrackers.open(new TrackingConfiguration("", true), folder, Map.of(), SenderLimits.DEFAULT);
    }

    @Test
    void theFolderIsNamedAfterExperimentTimeAndName() {
        RunFolder folder = create("movielens", "two-tower");

        assertThat(folder.path()).isEqualTo(base.resolve("movielens/20260304-050607-two-tower"));
        assertThat(folder.checkpoints()).isDirectory();
        assertThat(folder.bundle()).isDirectory();
        assertThat(folder.logs()).isDirectory();
        assertThat(folder.summary())
                .isEqualTo(new RunSummary(folder.path(), "movielens", "two-tower", START, RunStatus.RUNNING, Map.of()));
    }

    @Test
    void runsOfOneSecondGetFoldersOfTheirOwn() {
        assertThat(List.of(
                        create("e", "n").path(),
                        create("e", "n").path(),
                        create("e", "n").path()))
                .extracting(path -> path.getFileName().toString())
                .containsExactly("20260304-050607-n", "20260304-050607-n-2", "20260304-050607-n-3");
    }

    @Test
    void namesCannotLeaveTheBaseFolder() {
        RunFolder folder = create("../..", "../a/b c");

        assertThat(folder.path()).isEqualTo(base.resolve("-..").resolve("20260304-050607--a-b-c"));
        assertThat(RunFolder.open(folder.path()).experiment()).isEqualTo("../..");
        assertThat(RunFolder.open(folder.path()).name()).isEqualTo("../a/b c");
    }

    @Test
    void aBaseThatCannotBeWrittenIsSaidInOneSentence() throws IOException {
        Path file = Files.createFile(base.resolve("runs"));

        assertThatThrownBy(() -> RunFolder.create(file, "e", "n", CLOCK))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("--output");
    }

    @Test
    void aFolderWithoutARunCannotBeOpened() {
        assertThatThrownBy(() -> RunFolder.open(base))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining(base + " is not a run folder");
    }

    @Test
    void summaryHoldsWhatTheRunCameToUnderItsPublishedNames() throws IOException {
        RunFolder folder = create("e", "n");
        try (RunTracker tracker = open(folder)) {
            tracker.parameters(Map.of("seed", "42"));
            tracker.parameters(Map.of("seed", "43"));
            tracker.provenance(new RunProvenance(
                    DataFixture.movielens("data/ml", "abc"),
                    Map.of("run", 42L),
                    Map.of("java", "17"),
                    Map.of("rows", "9")));
            tracker.result(new RunResult(
                    Map.of("test/auc", 0.75, "test/log_loss", Double.NaN),
                    Map.of("popularity", Map.of("test/auc", 0.5)),
                    1234.5,
                    Map.of("bundle", "bundle")));
            tracker.finish(RunStatus.FINISHED);
            tracker.finish(RunStatus.FAILED);
            tracker.tags(Map.of("too", "late"));
        }

        JsonNode summary =
                Json.MAPPER.readTree(folder.path().resolve("summary.json").toFile());
        assertThat(summary.path("status").asText()).isEqualTo("finished");
        assertThat(summary.path("metrics").path("test/auc").asDouble()).isEqualTo(0.75);
        assertThat(summary.path("metrics").path("test/log_loss").asText()).isEqualTo("NaN");
        assertThat(summary.path("baselines").path("popularity").path("test/auc").asDouble())
                .isEqualTo(0.5);
        assertThat(summary.path("samples_per_second").asDouble()).isEqualTo(1234.5);
        assertThat(summary.path("versions").path("java").asText()).isEqualTo("17");
        assertThat(summary.path("seeds").path("run").asLong()).isEqualTo(42);
        assertThat(summary.path("data_hash").asText()).isEqualTo("abc");
        assertThat(summary.path("paths").path("bundle").asText()).isEqualTo("bundle");
        assertThat(summary.path("parameters").path("seed").asText()).isEqualTo("42");
        assertThat(summary.path("tags").has("too")).isFalse();
        assertThat(folder.summary().metrics()).containsEntry("test/log_loss", Double.NaN);
        assertThat(folder.report()).exists();
    }

    @Test
    void aNestedRunLiesBesideItsParentAndKnowsIt() {
        RunFolder parent = create("movielens", "sweep");

        RunFolder trial = parent.createNested("trial", CLOCK);

        assertThat(trial.path()).isEqualTo(base.resolve("movielens/20260304-050607-trial"));
        assertThat(trial.experiment()).isEqualTo("movielens");
        assertThat(trial.read().parent).isEqualTo(parent.read().id);
    }

    @Test
    void runsAreListedNewestFirstWithTheirMetrics() throws IOException {
        try (RunTracker tracker = open(create("a", "old"))) {
            tracker.result(
                    new RunResult(Map.of("test/auc", 0.75, "test/slice/gender=F/auc", 0.5), Map.of(), 0, Map.of()));
            tracker.finish(RunStatus.FINISHED);
        }
        RunFolder.create(base, "b", "new", Clock.offset(CLOCK, Duration.ofMinutes(1)));
        Files.createDirectories(base.resolve("a/something-else"));
        Files.createFile(base.resolve("notes.txt"));

        List<RunSummary> runs = RunFolder.list(base);

        assertThat(runs).extracting(RunSummary::name).containsExactly("new", "old");
        assertThat(runs).extracting(RunSummary::status).containsExactly(RunStatus.RUNNING, RunStatus.FINISHED);
        assertThat(runs.get(1).metrics()).containsExactly(Map.entry("test/auc", 0.75));
        assertThat(RunFolder.list(base.resolve("nowhere"))).isEmpty();
    }

    @Test
    void aRunWhoseProcessHasGoneIsKilled() throws IOException, InterruptedException {
        Process gone = new ProcessBuilder("true").start();
        RunProcess process = new RunProcess(
                RunProcess.current().host(),
                gone.pid(),
                gone.info().startInstant().orElse(START).toEpochMilli());
        gone.waitFor();
        RunFolder folder = create("e", "n");
        RunRecord run = folder.read();
        run.process = process;
        folder.write(run);
        Instant last = START.plusSeconds(60);
        Files.setLastModifiedTime(folder.path().resolve("summary.json"), FileTime.from(last));

        assertThat(folder.summary().status()).isEqualTo(RunStatus.KILLED);
        assertThat(folder.read().ended).isEqualTo(last.toString());
    }

    @Test
    void aRunOfAnotherMachineIsKilledAfterADayOfSilence() throws IOException {
        RunFolder folder = create("e", "n");
        RunRecord run = folder.read();
        run.process = new RunProcess("another.machine", 1, 0);
        folder.write(run);
        assertThat(folder.summary().status()).isEqualTo(RunStatus.RUNNING);

        Files.setLastModifiedTime(
                folder.path().resolve("summary.json"),
                FileTime.from(Instant.now().minus(Duration.ofHours(25))));

        assertThat(folder.summary().status()).isEqualTo(RunStatus.KILLED);
    }

    @Test
    void aResumedRunRunsAgainAndKeepsItsRecords() {
        RunFolder folder = create("e", "n");
        try (RunTracker tracker = open(folder)) {
            tracker.metrics(List.of(new MetricPoint("train/loss", 1, 1, 1)));
            tracker.finish(RunStatus.FAILED);
        }

        try (RunTracker tracker = open(RunFolder.open(folder.path()))) {
            assertThat(folder.summary().status()).isEqualTo(RunStatus.RUNNING);
            tracker.metrics(List.of(new MetricPoint("train/loss", 0.5, 2, 2)));
            tracker.finish(RunStatus.FINISHED);
        }

        assertThat(folder.summary().status()).isEqualTo(RunStatus.FINISHED);
        assertThat(folder.metrics()).hasContent("""
                        {"name":"train/loss","value":1.0,"step":1,"time_millis":1}
                        {"name":"train/loss","value":0.5,"step":2,"time_millis":2}
                        """);
    }

    @Test
    void halfALineOfAKilledRunIsPassedOver() throws IOException {
        Path file = base.resolve("metrics.jsonl");
        MetricPoint first = new MetricPoint("a", Double.NEGATIVE_INFINITY, 1, 1);
        MetricPoint second = new MetricPoint("a", Double.NaN, 2, 2);
        try (MetricLog metrics = new MetricLog(file)) {
            metrics.append(List.of(first));
        }
        Files.writeString(file, "{\"name\":\"a\",\"val", StandardOpenOption.APPEND);
        assertThat(MetricLog.read(file, 0, 10).points()).containsExactly(first);

        try (MetricLog metrics = new MetricLog(file)) {
            metrics.append(List.of(second));
        }

        MetricLog.Page page = MetricLog.read(file, 0, 10);
        assertThat(page.points()).containsExactly(first, second);
        assertThat(page.lines()).isEqualTo(3);
        assertThat(page.end()).isEqualTo(Files.size(file));
    }

    @Test
    void metricsOfAnInterruptedThreadAreRecorded() throws IOException {
        RunFolder folder = create("e", "n");
        MetricPoint point = new MetricPoint("train/loss", 1, 1, 1);
        try (RunTracker tracker = open(folder)) {
            Thread.currentThread().interrupt();
            tracker.metrics(List.of(point));
            tracker.metrics(List.of(point));
            tracker.finish(RunStatus.KILLED);
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(MetricLog.read(folder.metrics(), 0, 10).points()).containsExactly(point, point);
        assertThat(folder.summary().status()).isEqualTo(RunStatus.KILLED);
        assertThat(folder.report()).exists();
    }

    @Test
    void onlyFilesOfTheRunCanBeArtifacts() {
        try (RunTracker tracker = open(create("e", "n"))) {
            assertThatThrownBy(() -> tracker.artifact(base.resolve("e/other.txt")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not inside the run folder");
        }
    }

    @Test
    void aConfiguredUriThatIsNoneOfMlflowIsAnError() {
        RunFolder folder = create("e", "n");

        assertThatThrownBy(() -> RunTrackers.open(
                        new TrackingConfiguration("sqlite:///x.db", true), folder, Map.of(), SenderLimits.DEFAULT))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("'sqlite:///x.db'")
                .hasMessageContaining("http://");
        assertThatThrownBy(() -> RunTrackers.open(
                        new TrackingConfiguration("http://ada:secret@host", true),
                        folder,
                        Map.of(),
                        SenderLimits.DEFAULT))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("MLFLOW_TRACKING_PASSWORD")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aUriOfTheEnvironmentForOtherToolsIsIgnoredWithAWarning() {
        RunFolder folder = create("e", "n");
        try (CapturedLog log = new CapturedLog()) {
            RunTrackers.open(
                            new TrackingConfiguration("", true),
                            folder,
                            Map.of("MLFLOW_TRACKING_URI", "file:///tmp/mlruns"),
                            SenderLimits.DEFAULT)
                    .close();

            assertThat(log.warnings()).hasSize(1);
            assertThat(log.warnings().get(0)).contains("MLFLOW_TRACKING_URI", "file:///tmp/mlruns");
        }
        assertThat(folder.path().resolve("tracking.json")).doesNotExist();
    }
}
