package org.campanile.examples.benchmarks.workload;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A tracking server that takes half of what it is sent and meets the rest, by the seed, with errors, silence, broken
 * connections, slow bytes and answers that are not MLflow's.
 */
final class MisbehavingServer implements AutoCloseable {
    private static final int KINDS = 12;
    private static final int PATIENCE_SECONDS = 5;
    private static final int SLOW_MILLIS = 20;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final SplittableRandom random; // guarded by this
    private final AtomicLong requests = new AtomicLong();

    MisbehavingServer(long seed) throws IOException {
        random = new SplittableRandom(seed);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How many requests have come. */
    long requests() {
        return requests.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            switch (nextKind()) {
                case 0 -> answer(exchange, 500, "<html>out of order</html>");
                case 1 -> answer(exchange, 429, "{}");
                case 2 -> answer(exchange, 200, "<html>maintenance</html>");
                case 3 -> waitWhileOpen(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
                case 4 -> answerSlowly(exchange);
                case 5 -> exchange.sendResponseHeaders(200, 1000); // and no more: the connection breaks
                default -> answer(exchange, 200, mlflow(exchange.getRequestURI().getPath()));
            }
        }
    }

    private synchronized int nextKind() {
        return random.nextInt(KINDS);
    }

    /** What MLflow would answer, as far as its client reads it. */
    private static String mlflow(String path) {
        if (path.endsWith("experiments/get-by-name")) {
            return "{\"experiment\": {\"experiment_id\": \"1\", \"lifecycle_stage\": \"active\"}}";
        }
        return path.endsWith("runs/create")
                ? "{\"run\": {\"info\": {\"run_id\": \"1\", \"artifact_uri\": \"mlflow-artifacts:/1/1/artifacts\"}}}"
                : "{}";
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private void answerSlowly(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        for (int bytes = 0; bytes < 1000 * PATIENCE_SECONDS / SLOW_MILLIS && waitWhileOpen(SLOW_MILLIS); bytes++) {
            body.write(' ');
            body.flush();
        }
    }

    /** Whether the server still is open afterwards. */
    private boolean waitWhileOpen(long millis) {
        try {
            return !closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
