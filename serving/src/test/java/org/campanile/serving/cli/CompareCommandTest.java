package org.campanile.serving.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.campanile.core.cli.Answer;
import org.campanile.core.cli.CommandRunner;
import org.campanile.core.storage.LocalFileStore;
import org.campanile.serving.experiment.Arm;
import org.campanile.serving.experiment.Exposure;
import org.campanile.serving.experiment.ExposureLog;
import org.campanile.serving.experiment.ExposureLogSettings;
import org.campanile.serving.experiment.TrafficSplit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code compare} as a user types it. */
class CompareCommandTest {
    @TempDir
    private Path folder;

    private static Answer compare(Object... arguments) {
        String[] typed = Stream.concat(
                        Stream.of("compare"), Stream.of(arguments).map(Object::toString))
                .toArray(String[]::new);
        return Answer.to(() -> CommandRunner.run(new ServingCommand(), typed));
    }

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("lines.jsonl"), List.of(lines));
    }

    @Test
    void versionsThatAnswerAlikeOverlapWholly() throws IOException {
        Path requests = file("{\"hist_item\": [\"v1\"]}", "{\"user_id\": \"42\", \"hist_item\": [\"v4\", \"v5\"]}");

        Answer answer =
                compare(SmallRuns.write(folder, 1), SmallRuns.write(folder, 2), "--requests", requests, "--top-k", "3");

        // They differ by the vector of the unknown item alone.
        assertThat(answer.status()).as(answer.error()).isZero();
        assertThat(answer.out().lines())
                .hasSize(5)
                .startsWith("requests: 2", "overlap at 3: 1.0000", "rank correlation: 1.0000");
    }

    @Test
    void armsAreComparedByWhatTheirUsersDidAndTheirNumbersWithTheShares() throws IOException {
        TrafficSplit split = new TrafficSplit("ranker", List.of(new Arm("a", .5), new Arm("b", .5)), 0);
        try (ExposureLog log =
                ExposureLog.open(new LocalFileStore(folder.resolve("log")), ExposureLogSettings.DEFAULTS)) {
            for (int user = 0; user < 100; user++) {
                log.offer(new Exposure(
                        "request-" + user,
                        "u" + user,
                        Instant.EPOCH,
                        split.assign("u" + user),
                        split.shares(),
                        "a",
                        List.of("x")));
            }
        }
        Path outcomes = file("{\"user\": \"u1\", \"item\": \"x\"}", "{\"user\": \"nobody\"}");

        Answer answer = compare("--exposures", folder.resolve("log"), "--outcomes", outcomes, "--baseline", "b");

        assertThat(answer.status()).as(answer.error()).isZero();
        List<String> lines = answer.out().lines().toList();
        assertThat(lines).hasSize(5);
        assertThat(lines.get(1)).startsWith("b ").contains("baseline");
        assertThat(lines.get(2)).startsWith("a ");
        assertThat(lines.get(3))
                .isEqualTo("left out: 0 users in several arms, 1 outcomes of users or items not shown before");
        assertThat(lines.get(4)).startsWith("users of the arms: as the shares have it (chi-square ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "a b", "--requests r", "a b --requests r --exposures e", "--exposures e", "--outcomes o"
            })
    void whatIsNeitherComparisonIsRefused(String arguments) {
        Answer answer = compare(
                Stream.of(arguments.split(" ")).filter(word -> !word.isEmpty()).toArray());

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.error())
                .isEqualTo("error: compare takes either two runs and --requests, or --exposures and --outcomes.\n");
    }

    @Test
    void filesThatCannotBeReadAreNamed() throws IOException {
        Path run = SmallRuns.write(folder, 1);
        Path requests = file("{\"hist_item\": \"v1\"}");

        assertThat(compare(run, run, "--requests", folder.resolve("absent")).error())
                .isEqualTo("error: There is no file " + folder.resolve("absent") + ".\n");
        assertThat(compare(run, run, "--requests", requests).error())
                .startsWith("error: Line 1 of " + requests + " is not a request such as {");
        assertThat(compare("--exposures", folder.resolve("absent"), "--outcomes", requests)
                        .error())
                .isEqualTo("error: There are no exposures in " + folder.resolve("absent")
                        + ": give the folder that serve --exposures wrote to.\n");
        assertThat(compare(run, run, "--requests", requests, "--top-k", "0").error())
                .isEqualTo("error: --top-k is 0; allowed: [1, inf).\n");
    }
}
