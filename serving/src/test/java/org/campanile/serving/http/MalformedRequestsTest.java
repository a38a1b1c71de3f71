package org.campanile.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are wrong in one of many ways, each as bytes on a connection of its own. */
class MalformedRequestsTest {
    private static final int REQUESTS = 2_000;

    /** A good body of every call that takes one. */
    private static final Map<String, String> BODIES = Map.of(
            "/rec/recall", "{\"top_k\":2,\"hist_item\":[\"v1\",\"v2\"]}",
            "/rec/recommend", "{\"top_k\":2,\"hist_item\":[\"v1\"],\"rules\":{\"deny\":{\"items\":[\"v2\"]}}}",
            "/rec/similar", "{\"item_id\":\"v1\",\"top_k\":2}",
            "/rec/count", "{}",
            "/rec/insert_data", "{\"item_ids\":[\"v1\"]}",
            "/rec/drop", "{}",
            "/qa/drop", "{}",
            "/admin/reload", "{\"run\":\"2\"}",
            "/admin/rollback", "{}");

    private static final List<String> POSTS = BODIES.keySet().stream().sorted().toList();
    private static final List<String> GETS =
            List.of("/health", "/ready", "/metrics", "/docs", "/docs/page.js", "/docs/swagger-ui.css", "/openapi.json");

    @TempDir
    private Path folder;

    @Test
    void everyOneIsAnsweredByAStatusOf400SomethingAndNothingElseHappens() throws IOException {
        Random random = new Random(41);
        try (ServiceFixture service = new ServiceFixture(folder, ServiceFixture.SETTINGS)) {
            for (int i = 0; i < REQUESTS; i++) {
                byte[] request = request(random);
                String answer = exchange(service.port(), request);
                String told = i + ": " + new String(request, StandardCharsets.ISO_8859_1) + "\n" + answer;
                assertThat(answer).as(told).matches("(?s)HTTP/1.1 4\\d\\d .*");
                assertThat(answer)
                        .as(told)
                        .doesNotContain("Exception")
                        .doesNotContain("\tat ")
                        .doesNotContain("org.campanile")
                        .doesNotContain("jackson");
            }
            assertThat(service.get("/health").status()).isEqualTo(200);
            assertThat(service.get("/ready").body().path("version").asText()).isEqualTo(service.version(1));
            assertThat(service.post("/rec/count", "{}").body().path("count").asInt())
                    .isEqualTo(5);
            assertThat(service.post("/rec/recall", BODIES.get("/rec/recall")).status())
                    .isEqualTo(200);
            assertThat(service.text("/metrics")).doesNotContain("status=\"5").contains("in_flight 0.0");
        }
    }

    private static byte[] request(Random random) {
        String path = POSTS.get(random.nextInt(POSTS.size()));
        String body = BODIES.getOrDefault(path, "{}");
        return switch (random.nextInt(16)) {
            case 0 -> post(path, body.substring(0, 1 + random.nextInt(body.length() - 1)));
            case 1 -> post(path, bytes(random));
            case 2 -> post(path, body.replaceFirst("\\{", "{\"" + word(random) + "\":1" + comma(body)));
            case 3 -> post(path, "{\"top_k\":2,\"top_k\":3,\"run\":\"a\",\"run\":\"b\"}");
            case 4 -> post(path, body + "{}");
            case 5 -> post(path, "[".repeat(1 + random.nextInt(900)));
            case 6 -> post(path, "{\"a\":".repeat(1 + random.nextInt(300)) + "1");
            case 7 -> post(path, List.of("null", "[]", "17", "\"text\"", "true").get(random.nextInt(5)));
            case 8 -> post(path, "{\"features\":{\"" + "x".repeat(2_000 + random.nextInt(3_000)) + "\":1}}");
            case 9 -> head("POST", path, "Content-Type: text/plain\r\nContent-Length: 2\r\n", "{}");
            case 10 -> head(List.of("PUT", "DELETE", "PATCH", "GET").get(random.nextInt(4)), path, "", "");
            case 11 -> head("POST", GETS.get(random.nextInt(GETS.size())), "Content-Length: 0\r\n", "");
            case 12 -> head("GET", path + "/" + word(random), "", "");
            case 13 -> wrongValue(random);
            case 14 -> post(path, "{\"top_k\":" + "9".repeat(1 + random.nextInt(600)) + ",\"item_ids\":{},\"run\":[]}");
            default -> wrongProtocol(path, random);
        };
    }

    private static String comma(String body) {
        return body.equals("{}") ? "" : ",";
    }

    private static byte[] wrongValue(Random random) {
        String value = List.of("true", "{\"a\":1}", "1.5", "-1", "[true]", "[[\"v1\"],\"v1\"]", "\"\\ud800")
                .get(random.nextInt(7));
        return switch (random.nextInt(4)) {
            case 0 -> post("/rec/recall", "{\"hist_item\":" + value + "}");
            case 1 -> post("/rec/recommend", "{\"rules\":{\"allow\":" + value + "}}");
            case 2 -> post("/rec/insert_data", "{\"item_ids\":" + value + "}");
            default -> post("/rec/similar", "{\"item_id\":[" + value + "]}");
        };
    }

    private static byte[] wrongProtocol(String path, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> ascii("\0\1\2" + word(random) + "\r\n\r\n");
            case 1 -> ascii("{POST} " + path + " HTTP/1.1\r\n\r\n");
            case 2 -> head("POST", path, "Content-Length: -" + random.nextInt(9) + "1\r\n", "");
            case 3 -> head("POST", path, "Content-Length: 2\r\nContent-Length: 3\r\n", "{} ");
            case 4 -> head("POST", path, "no colon at all\r\n", "");
            default -> head("GET", "/%zz" + word(random), "", "");
        };
    }

    private static String word(Random random) {
        return random.ints(1 + random.nextInt(12), 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /* JSON never begins so. */
    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(200)];
        random.nextBytes(bytes);
        bytes[0] = (byte) 0xfe;
        return bytes;
    }

    private static byte[] post(String path, String body) {
        return post(path, body.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] post(String path, byte[] body) {
        return head(
                "POST",
                path,
                "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n",
                new String(body, StandardCharsets.ISO_8859_1));
    }

    private static byte[] head(String method, String path, String headers, String body) {
        return ascii(method + " " + path + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\nAuthorization: Bearer "
                + ServiceFixture.TOKEN + "\r\n" + headers + "\r\n" + body);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String exchange(int port, byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            out.write(request);
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
