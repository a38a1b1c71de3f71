package org.campanile.serving.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.campanile.core.TestJvm;
import org.campanile.core.shard.TableColumn;
import org.campanile.core.shard.TableFile;
import org.campanile.core.storage.LocalFileStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
    private static final Pattern ADDRESS = Pattern.compile("serving (http://127\\.0\\.0\\.1:[0-9]+)/docs");

    @TempDir
    private Path folder;

    /** A log of the usual settings writes after a minute; the signal to end makes it write at once. */
    @Test
    @Timeout(120)
    void whatAnExperimentShowedIsWrittenWhenTheServiceEnds() throws Exception {
        Path first = SmallRuns.write(folder, 1);
        Path second = SmallRuns.write(folder, 2);
        Path exposures = folder.resolve("exposures");
        Process process = TestJvm.start(
                Main.class,
                Map.of(),
                List.of("--add-modules", "jdk.incubator.vector"),
                "serve",
                first.toString(),
                "--port=0",
                "--experiment=towers",
                "--against=" + second,
                "--exposures=" + exposures);
        String answer;
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            answer = recommend(address(out));
            process.toHandle().destroy();
            out.lines().forEach(line -> {}); // until it has ended
            // 128 and the number of SIGTERM, which is how the JVM ends for it.
            assertThat(process.waitFor()).isEqualTo(143);
        } finally {
            process.destroyForcibly();
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

    private static String address(BufferedReader out) throws Exception {
        StringBuilder before = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher matcher = ADDRESS.matcher(line);
            if (matcher.find()) {
                return matcher.group(1);
            }
            before.append(line).append('\n');
        }
        throw new AssertionError("the service ended:\n" + before);
    }

    private static String recommend(String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/rec/recommend"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"user_id\": 7, \"hist_item\": [\"v1\"], \"top_k\": 2}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
