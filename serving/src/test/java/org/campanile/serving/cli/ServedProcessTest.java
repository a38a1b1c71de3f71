package org.campanile.serving.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.campanile.core.TestJvm;
import org.campanile.core.tracking.RunFolder;
import org.campanile.serving.funnel.SmallModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ServedProcessTest {
    private static final String TOKEN = "0123456789abcdef";
    private static final String SERVING = "serving http://127.0.0.1:";

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aRunIsServedAndReloadedUntilASignalEndsTheProcess() throws Exception {
        Path run = run(1);
        Path next = run(2);
        Path token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        Process process = TestJvm.start(
                Main.class,
                Map.of(),
                List.of(),
                "serve",
                run.toString(),
                "--runs",
                folder.resolve("runs").toString(),
                "--port",
                "0",
                "--token-file",
                token.toString(),
                "--deny-feature",
                "genres=v3");
        try {
            String service = "http://127.0.0.1:" + port(process.inputReader(StandardCharsets.UTF_8));
            HttpResponse<String> before = post(service + "/rec/recommend", "{\"top_k\":4,\"hist_item\":[\"v1\"]}");
            // v5 has the denied value; the rest of the order is that of the products with (1, 0).
            assertThat(before.body())
                    .contains("\"item_id\":\"v2\"", "\"item_id\":\"v3\"", "\"item_id\":\"v4\"")
                    .doesNotContain("v5");

            String name = folder.resolve("runs").relativize(next).toString();
            HttpResponse<String> reloaded = post(service + "/admin/reload", "{\"run\":\"" + name + "\"}");
            assertThat(reloaded.statusCode()).as(reloaded.body()).isEqualTo(200);
            assertThat(before.body()).doesNotContain(version(reloaded));
            HttpResponse<String> outside = post(service + "/admin/reload", "{\"run\":\"../token\"}");
            assertThat(outside.statusCode()).isEqualTo(409);
            assertThat(outside.body())
                    .isEqualTo("{\"error\":\"\\\"../token\\\" names no run below the service's folder of runs: give"
                            + " EXPERIMENT/RUN.\"}");

            process.toHandle().destroy();
            assertThat(process.waitFor()).isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
    }

    private Path run(int number) throws IOException {
        RunFolder run = RunFolder.create(folder.resolve("runs"), "test", "run-" + number, Clock.systemUTC());
        Files.delete(run.bundle());
        Files.move(Path.of(SmallModel.write(folder, number).root()), run.bundle());
        return run.path();
    }

    private static String port(BufferedReader out) throws IOException {
        List<String> before = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains(SERVING)) {
                String rest = line.substring(line.indexOf(SERVING) + SERVING.length());
                return rest.substring(0, rest.indexOf('/'));
            }
            before.add(line);
        }
        throw new AssertionError("the process ended:\n" + String.join("\n", before));
    }

    /* Of an answer that has nothing else. */
    private static String version(HttpResponse<String> answer) {
        return answer.body().replace("{\"version\":\"", "").replace("\"}", "");
    }

    private HttpResponse<String> post(String url, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
