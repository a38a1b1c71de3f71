package org.campanile.serving.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ServedProcessTest {
    private static final String TOKEN = "0123456789abcdef";

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aRunIsServedAndReloadedUntilASignalEndsTheProcess() throws Exception {
        Path run = SmallRuns.write(folder, 1);
        Path next = SmallRuns.write(folder, 2);
        Path token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        try (ServiceProcess service = new ServiceProcess(
                run,
                "--runs",
                folder.resolve("runs").toString(),
                "--token-file",
                token.toString(),
                "--deny-feature",
                "genres=v3")) {
            HttpResponse<String> before = service.post("/rec/recommend", "{\"top_k\":4,\"hist_item\":[\"v1\"]}", TOKEN);
            // v5 has the denied value; the rest of the order is that of the products with (1, 0).
            assertThat(before.body())
                    .contains("\"item_id\":\"v2\"", "\"item_id\":\"v3\"", "\"item_id\":\"v4\"")
                    .doesNotContain("v5");

            String name = folder.resolve("runs").relativize(next).toString();
            HttpResponse<String> reloaded = service.post("/admin/reload", "{\"run\":\"" + name + "\"}", TOKEN);
            assertThat(reloaded.statusCode()).as(reloaded.body()).isEqualTo(200);
            assertThat(before.body()).doesNotContain(version(reloaded));
            HttpResponse<String> outside = service.post("/admin/reload", "{\"run\":\"../token\"}", TOKEN);
            assertThat(outside.statusCode()).isEqualTo(409);
            assertThat(outside.body())
                    .isEqualTo("{\"error\":\"\\\"../token\\\" names no run below the service's folder of runs: give"
                            + " EXPERIMENT/RUN.\"}");

            service.terminate();
            assertThat(service.awaitEnd()).isEqualTo(ServiceProcess.TERMINATED);
        }
    }

    /* Of an answer that has nothing else. */
    private static String version(HttpResponse<String> answer) {
        return answer.body().replace("{\"version\":\"", "").replace("\"}", "");
    }
}
