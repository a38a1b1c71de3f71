package org.campanile.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.campanile.serving.http.ServiceFixture.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadUnderLoadTest {
    private static final int RELOADS = 30;
    private static final int CLIENTS = 4;

    @TempDir
    private Path folder;

    /** An index that was closed, or is another version's, would fail the search; a failed request has another status. */
    @Test
    void versionsChangeUnderLoadWithoutAFailedRequest() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (ServiceFixture service = new ServiceFixture(folder, ServiceFixture.SETTINGS)) {
            List<Future<Integer>> answered = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                answered.add(clients.submit(client(service, seen, done)));
            }
            for (int number = 0; number < RELOADS; number++) {
                String body = "{\"run\": \"" + (1 + number % 3) + "\"}";
                assertThat(service.postWithToken("/admin/reload", body).status())
                        .isEqualTo(200);
                if (number % 5 == 4) {
                    assertThat(service.postWithToken("/admin/rollback", "")
                                    .body()
                                    .path("version")
                                    .asText())
                            .isEqualTo(service.version(1 + (number - 1) % 3));
                }
            }
            done.set(true);
            for (Future<Integer> count : answered) {
                assertThat(count.get()).isPositive();
            }
            assertThat(service.text("/metrics")).doesNotContain("status=\"5");
        } finally {
            done.set(true);
            clients.shutdown();
        }
        assertThat(seen).hasSizeBetween(2, 3);
    }

    private static Callable<Integer> client(ServiceFixture service, Set<String> seen, AtomicBoolean done) {
        return () -> {
            int answered = 0;
            do {
                Answer answer = service.post("/rec/recall", "{\"top_k\": 1, \"hist_item\": [[\"v1\"], [\"v4\"]]}");
                assertThat(answer.status()).isEqualTo(200);
                List<String> items = new ArrayList<>();
                for (JsonNode user : answer.body().path("results")) {
                    items.add(user.path("items").get(0).path("item_id").asText());
                }
                assertThat(items).containsExactly("v2", "v3");
                seen.add(answer.body().path("version").asText());
                answered++;
            } while (!done.get());
            return answered;
        };
    }
}
