package org.campanile.serving.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.campanile.core.TestJvm;

/** {@code serve} in a process of its own on a free port of the loopback address, and a client of it. */
final class ServiceProcess implements AutoCloseable {
    /** What a process ends with for SIGTERM: 128 and the number of the signal. */
    static final int TERMINATED = 143;

    private static final Pattern ADDRESS = Pattern.compile("serving (http://127\\.0\\.0\\.1:[0-9]+)/docs");

    private final Process process;
    private final BufferedReader out;
    private final URI address;
    private final HttpClient client = HttpClient.newHttpClient();

    /** Starts {@code serve RUN --port 0 OPTION...} and waits until it answers. */
    ServiceProcess(Path run, String... options) throws IOException {
        this.process = TestJvm.start(
                Main.class,
                Map.of(),
                List.of("--add-modules", "jdk.incubator.vector"),
                Stream.concat(Stream.of("serve", run.toString(), "--port=0"), Stream.of(options))
                        .toArray(String[]::new));
        this.out = process.inputReader(StandardCharsets.UTF_8);
        try {
            this.address = address(out);
        } catch (IOException | RuntimeException | AssertionError e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static URI address(BufferedReader out) throws IOException {
        List<String> before = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher matcher = ADDRESS.matcher(line);
            if (matcher.find()) {
                return URI.create(matcher.group(1));
            }
            before.add(line);
        }
        throw new AssertionError("the service ended:\n" + String.join("\n", before));
    }

    int port() {
        return address.getPort();
    }

    /** @param token sent with the request; may be any */
    HttpResponse<String> post(String path, String body, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Sends SIGTERM, as operators do, and does not wait. */
    void terminate() {
        process.toHandle().destroy(); // The process itself would close the streams to it as well.
    }

    /** Waits until the process has ended; its exit status. */
    int awaitEnd() throws InterruptedException {
        out.lines().forEach(line -> {}); // or it could not write on
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
