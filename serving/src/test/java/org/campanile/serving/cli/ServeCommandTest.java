package org.campanile.serving.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.campanile.core.cli.Answer;
import org.campanile.core.cli.CommandRunner;
import org.campanile.core.shard.TableColumn;
import org.campanile.core.shard.TableFile;
import org.campanile.core.storage.LocalFileStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --port 65536           | --port is 65536; allowed: [0, 65535].
        --requests 0           | --requests is 0; allowed: [1, inf).
        --requests 2000000     | --requests is 2000000 and --max-users 64, so that 128000000 queries could wait; allowed: at most 1048576.
        --timeout 0            | --timeout is 0 ms; allowed: (0, inf).
        --draining -1          | --draining is -1 s; allowed: [0, inf).
        --search-threads 0     | --search-threads is 0; allowed: [1, inf).
        --batch 0              | --batch is 0; allowed: [1, inf).
        --max-top-k 0          | --max-top-k is 0; allowed: [1, inf).
        --max-list 0           | --max-list is 0; allowed: [1, inf).
        --max-users 0          | --max-users is 0; allowed: [1, inf).
        --max-features 0       | --max-features is 0; allowed: [1, inf).
        --max-body 0           | --max-body is 0; allowed: [1, inf).
        --candidates 0         | --candidates is 0; allowed: [1, inf).
        --ranked 0             | --ranked is 0; allowed: [1, inf).
        --popularity 1.5       | --popularity is 1.5; allowed: [0, 1].
        --diversity 1          | --diversity is 1.0; allowed: [0, 1).
        --min-recall 2         | --min-recall is 2.0; allowed: [0, 1].
        --search-width 0       | --search-width of an HNSW index is 0; allowed: 1 to 2147483647.
        --allow-feature genres | --allow-feature is genres; it must be FEATURE=VALUE, such as genres=Drama.
        --share 0.1            | --share is 0.1, which needs --against RUN beside it.
        --token-env ABSENT_OF_ALL | The environment variable ABSENT_OF_ALL that --token-env names is not set.
        --protect all          | All calls are to need a token, but there is none: set one.
        """)
    void wrongOptionsAreRefusedBeforeAnythingIsOpened(String options, String sentence) {
        String[] typed = ("serve " + folder.resolve("absent") + " " + options).split(" ", -1);

        Answer answer = Answer.to(() -> CommandRunner.run(new ServingCommand(), typed));

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.error()).isEqualTo("error: " + sentence + "\n");
    }

    /** A log of the usual settings writes after a minute; the signal to end makes it write at once. */
    @Test
    @Timeout(120)
    void whatAnExperimentShowedIsWrittenWhenTheServiceEnds() throws Exception {
        Path first = SmallRuns.write(folder, 1);
        Path second = SmallRuns.write(folder, 2);
        Path exposures = folder.resolve("exposures");
        String answer;
        try (ServiceProcess service =
                new ServiceProcess(first, "--experiment=towers", "--against=" + second, "--exposures=" + exposures)) {
            answer = service.post("/rec/recommend", "{\"user_id\": 7, \"hist_item\": [\"v1\"], \"top_k\": 2}", "any")
                    .body();
            service.terminate();
            assertThat(service.awaitEnd()).isEqualTo(ServiceProcess.TERMINATED);
        }

        assertThat(answer)
                .contains("\"assignment\":{\"experiment\":\"towers\"")
                .containsAnyOf(SmallRuns.version(first), SmallRuns.version(second));
        try (Stream<Path> files = Files.list(exposures)) {
            List<TableColumn> rows = TableFile.read(
                    new LocalFileStore(exposures),
                    files.findFirst().orElseThrow().getFileName().toString());
            TableColumn items = rows.get(rows.size() - 1);
            assertThat(((TableColumn.Texts) items).values()).containsExactly("v2", "v3");
        }
    }
}
