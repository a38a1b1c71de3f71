package org.campanile.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.campanile.core.config.TrackingConfiguration;
import org.campanile.core.tracking.RunFolder;
import org.campanile.core.tracking.RunResult;
import org.campanile.core.tracking.RunStatus;
import org.campanile.core.tracking.RunSummary;
import org.campanile.core.tracking.RunTracker;
import org.campanile.core.tracking.RunTrackers;
import org.campanile.core.tracking.SyncReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands as a user types them: exit status and what is printed. None of these starts Spark. */
class MainTest {
    @TempDir
    private Path folder;

    private record Answer(int status, String out, String error) {}

    private static Answer run(String... arguments) {
        PrintStream standardOut = System.out;
        PrintStream standardError = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
            int status = Main.run(arguments);
            return new Answer(status, out.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(standardOut);
            System.setErr(standardError);
        }
    }

    private Path configuration() throws Exception {
        return Files.writeString(folder.resolve("config.yaml"), """
                name: test
                data: {source: synthetic-interactions}
                model: {type: dssm}
                """);
    }

    @Test
    void aMisspeltKeyIsOneSentenceWithTheNearestKey() throws Exception {
        Answer answer = run("train", configuration().toString(), "--set", "training.epoch=3");

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.error().lines()).hasSize(1);
        assertThat(answer.error())
                .startsWith(
                        "error: --set training.epoch=3: unknown key training.epoch (did you mean training.epochs?)");
    }

    @Test
    void aMissingFileIsOneSentence() {
        Answer answer = run("train", folder.resolve("none.yaml").toString());

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.error())
                .isEqualTo("error: There is no configuration file " + folder.resolve("none.yaml") + " (looked in "
                        + folder + ").\n");
    }

    @Test
    void aBatchSizeOfZeroIsRefusedWithWhatIsAllowed() throws Exception {
        Answer answer = run("train", configuration().toString(), "--set", "training.batch-size=0");

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.error())
                .isEqualTo("error: --set training.batch-size=0: training.batch-size is 0;"
                        + " allowed: a whole number in [1, 1048576].\n");
    }

    @Test
    void anUnknownModelTypeIsRefusedWithThoseThereAre() throws Exception {
        Answer answer = run("train", configuration().toString(), "--set", "model.type=dsmm");

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.error()).contains("model.type is dsmm (did you mean dssm?)");
    }

    @Test
    void debugShowsTheStackTrace() throws Exception {
        Answer answer = run("train", configuration().toString(), "--set", "training.epochs=0", "--debug");

        assertThat(answer.error()).contains("at org.campanile.core.config");
    }

    @Test
    void noCommandAndAnUnknownCommandAreWrongArguments() {
        assertThat(run().status()).isEqualTo(2);
        assertThat(run("trian").error()).contains("Unmatched argument").contains("train");
    }

    @Test
    void helpAndListsFitATerminal() {
        for (String[] arguments : new String[][] {
            {"help"},
            {"train", "--help"},
            {"runs", "compare", "--help"},
            {"models"},
            {"config"},
            {"config", "dssm"},
            {"config", "movielens"},
            {"version"}
        }) {
            Answer answer = run(arguments);

            assertThat(answer.status()).as(String.join(" ", arguments)).isZero();
            assertThat(answer.out().lines())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        }
    }

    @Test
    void noRunsSaysHowToMakeOne() {
        assertThat(run("runs", "--output", folder.resolve("none").toString()).out())
                .isEqualTo("No runs in " + folder.resolve("none") + "; `campanile train CONFIG` makes one.\n");
    }

    private RunFolder record(String name, Map<String, String> parameters, double auc) {
        RunFolder run = RunFolder.create(folder.resolve("runs"), "films", name, Clock.systemUTC());
        try (RunTracker tracker = RunTrackers.open(new TrackingConfiguration("", false), run)) {
            tracker.parameters(parameters);
            tracker.tags(Map.of("team", "search"));
            tracker.result(
                    new RunResult(Map.of("test/auc", auc), Map.of("constant", Map.of("test/auc", 0.5)), 100, Map.of()));
            tracker.finish(RunStatus.FINISHED);
        }
        return run;
    }

    @Test
    void aRunIsShownByFolderAndByName() {
        RunFolder run = record("dlrm", Map.of("seed", "42"), 0.75);
        String runs = folder.resolve("runs").toString();

        String byFolder = run("runs", "show", run.path().toString()).out();
        String byName = run("runs", "show", run.path().getFileName().toString(), "--output", runs)
                .out();

        assertThat(byFolder)
                .isEqualTo(byName)
                .contains("run                         films/dlrm\n", "status                      finished\n")
                .contains("test/auc                    0.75, constant 0.5\n")
                .contains("seed                        42\n", "team                        search\n");
        String listed = "films/" + run.path().getFileName();
        assertThat(run("runs", "list", "--output", runs).out().lines())
                .containsExactly("status    result                 run", "finished  auc 0.7500             " + listed);
        assertThat(run("runs", "show", listed, "--output", runs).out()).isEqualTo(byFolder);
    }

    @Test
    void twoRunsAreComparedByWhatDiffersAndByTheirMetrics() {
        RunFolder first = record("dlrm", Map.of("seed", "42", "training.epochs", "1"), 0.75);
        RunFolder second = record("dcn", Map.of("seed", "42", "training.epochs", "2"), 0.8);

        Answer answer =
                run("runs", "compare", first.path().toString(), second.path().toString());

        assertThat(answer.status()).isZero();
        assertThat(answer.out().lines().skip(2))
                .containsExactly(
                        " ".repeat(35) + " ".repeat(14) + "A" + " ".repeat(14) + "B" + " ".repeat(10) + "B - A",
                        "training.epochs" + " ".repeat(20) + " ".repeat(14) + "1" + " ".repeat(14) + "2",
                        "test/auc" + " ".repeat(27) + " ".repeat(11) + "0.75" + " ".repeat(12) + "0.8" + " ".repeat(10)
                                + "+0.05");
    }

    @Test
    void runsThatDifferInNoOptionSaySo() {
        String run = record("dlrm", Map.of("seed", "42"), 0.75).path().toString();

        assertThat(run("runs", "compare", run, run).out().lines()).contains("no option differs");
    }

    @Test
    void aRunWithoutATellingMetricIsListedWithTheFirstThatHasRoom() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("test/mean_reciprocal_rank_at_10", 0.5);
        metrics.put("test/rmse", 0.875);
        RunSummary run =
                new RunSummary(folder.resolve("1-x"), "films", "x", Instant.EPOCH, RunStatus.FINISHED, metrics);

        assertThat(RunTable.lines(List.of(run), folder)).last().isEqualTo("finished  rmse 0.8750            films/1-x");
    }

    @Test
    void aRunThatCannotBeSentDoesNotKeepTheOthersFromBeingTried() throws IOException {
        RunFolder first = record("dlrm", Map.of(), 0.75);
        RunFolder second = record("dcn", Map.of(), 0.8);
        // Nothing is sent: how far this server has been told is not to be read.
        Files.writeString(first.path().resolve("tracking.json"), "no JSON");
        Files.writeString(second.path().resolve("tracking.json"), "no JSON");
        String runs = folder.resolve("runs").toString();

        Answer answer = run("runs", "sync", "http://mlflow.example", "--output", runs);

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.error().replaceAll("\\s+", " "))
                .contains(
                        "films/" + first.path().getFileName() + ": ",
                        "films/" + second.path().getFileName() + ": ")
                .contains("without it everything is sent once more, which changes nothing there. films/");
        assertThat(answer.error().lines())
                .filteredOn(line -> line.length() > 80)
                .allMatch(line -> line.strip().indexOf(' ') < 0);
        assertThat(answer.error())
                .endsWith("error: 2 of 2 runs were not sent; the same command goes on where it stopped.\n");
    }

    @Test
    void aUriOfAnotherKindIsToldOnceHoweverManyRunsThereAre() {
        record("dlrm", Map.of(), 0.75);
        record("dcn", Map.of(), 0.8);

        Answer answer = run(
                "runs",
                "sync",
                "sqlite:///x",
                "--output",
                folder.resolve("runs").toString());

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.error())
                .isEqualTo("error: The URI to send to is 'sqlite:///x', which is not the address of an MLflow server;"
                        + " allowed: http://..., https://..., databricks and databricks://PROFILE.\n");
    }

    @Test
    void withoutRunsThereIsNothingToSend() {
        assertThat(run("runs", "sync", "http://mlflow.example", "--output", folder.toString())
                        .out())
                .isEqualTo("No runs in " + folder + "; `campanile train CONFIG` makes one.\n");
    }

    @Test
    void whatWasSentIsCounted() {
        assertThat(SyncLine.of(new SyncReport("5f0c", 52, 1, 1200, 0, List.of())))
                .isEqualTo("sent 52 parameters, 1 tag, 1200 metrics to run 5f0c");
        assertThat(SyncLine.of(new SyncReport("5f0c", 0, 0, 0, 0, List.of()))).isEqualTo("nothing to send");
        assertThat(SyncLine.of(new SyncReport("5f0c", 0, 0, 0, 0, List.of("a file"))))
                .isEqualTo("nothing more could be sent");
    }

    @Test
    void aRunThatIsNotThereIsOneSentence() {
        Answer answer = run("runs", "show", "none", "--output", folder.toString());

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.error())
                .isEqualTo("error: There is no run none in " + folder + "; `campanile runs` lists those there are.\n");
    }

    @Test
    void aTrackingUriOfNoUseIsRefusedBeforeSparkStarts() throws Exception {
        Answer answer = run("train", configuration().toString(), "--set", "tracking.uri=localhost:5000");

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.error())
                .isEqualTo("error: tracking.uri is 'localhost:5000', which is not the address of an MLflow server;"
                        + " allowed: http://..., https://..., databricks and databricks://PROFILE.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evaluate none", "score none --input t --output u", "recommend none --output u"})
    void whatIsNeitherARunNorAConfigurationIsOneSentence(String command) {
        String[] arguments =
                command.replace("none", folder.resolve("none").toString()).split(" ", -1);
        Answer answer = run(arguments);

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.error())
                .isEqualTo("error: There is neither a run " + folder.resolve("none") + " in runs nor a configuration"
                        + " file of that name; `campanile runs` lists the runs there are.\n");
    }

    @Test
    void aSweepCannotBeResumed() throws Exception {
        Answer answer = run("train", configuration().toString(), "--resume", "--sweep", "sweep.yaml");

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.error()).startsWith("error: --resume and --sweep do not go together");
    }

    @Test
    void aSweepThatIsNotThereIsNamedBeforeSparkStarts() throws Exception {
        Answer answer = run(
                "train",
                configuration().toString(),
                "--sweep",
                folder.resolve("s.yaml").toString());

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.error()).contains(folder.resolve("s.yaml") + " cannot be read");
    }
}
