package org.campanile.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser; the picture of it is left in {@code target}. */
class DocumentationPageTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void everyCallTriedFromThePageSucceeds() throws Exception {
        Optional<Path> program = Chromium.find();
        assumeTrue(program.isPresent(), "there is no chromium on the PATH to open the page with");
        ServiceSettings settings = new ServiceSettings(
                "127.0.0.1",
                0,
                Optional.empty(),
                new AccessSettings(ServiceFixture.TOKEN, AccessSettings.Protection.ADMIN),
                RequestLimits.DEFAULT,
                8,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1));
        try (ServiceFixture service = new ServiceFixture(folder.resolve("service"), settings);
                Chromium browser = new Chromium(program.get(), Files.createDirectory(folder.resolve("profile")))) {
            // So that there is an earlier version to roll back to, and items after they were dropped.
            service.postWithToken("/admin/reload", "{\"run\": \"2\"}");
            browser.call(
                    "Page.navigate", Chromium.parameters().put("url", "http://127.0.0.1:" + service.port() + "/docs"));
            while (browser.evaluate("document.querySelectorAll('.opblock').length")
                            .asInt()
                    == 0) {
                Thread.onSpinWait();
            }
            List<String> results = new ArrayList<>();
            for (JsonNode result : browser.evaluate(script().replace("TOKEN", "'" + ServiceFixture.TOKEN + "'"))) {
                results.add(result.asText());
            }
            assertThat(results)
                    .containsExactlyInAnyOrder(
                            "/rec/recall 200",
                            "/rec/recommend 200",
                            "/rec/similar 200",
                            "/rec/count 200",
                            "/rec/insert_data 200",
                            "/rec/drop 200",
                            "/qa/drop 200",
                            "/admin/reload 200",
                            "/admin/rollback 200",
                            "/health 200",
                            "/ready 200",
                            "/metrics 200");
            savePicture(browser);
        }
    }

    private static String script() throws Exception {
        try (InputStream in = Objects.requireNonNull(DocumentationPageTest.class.getResourceAsStream("try-calls.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void savePicture(Chromium browser) throws Exception {
        String picture = browser.call("Page.captureScreenshot", Chromium.parameters())
                .path("data")
                .asText();
        Path file = Path.of("target", "docs-page.png");
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(picture));
        assertThat(file).isNotEmptyFile();
    }
}
