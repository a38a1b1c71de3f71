package org.campanile.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.campanile.core.TestJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ShutdownTest {
    private static final int IN_FLIGHT = 6;
    private static final String RECALL = "{\"top_k\": 1, \"hist_item\": [\"v1\"]}";

    @TempDir
    private Path folder;

    /** All requests are being searched for when the signal comes, and go on only after the service has heard it. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void requestsInFlightAreAnsweredAfterASignalToEnd() throws Exception {
        Process process = TestJvm.start(HeldService.class, Map.of(), List.of(), folder.toString());
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            int port = Integer.parseInt(await(out, "port "));
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < IN_FLIGHT; i++) {
                sockets.add(send(port, "POST /rec/recall", RECALL));
            }
            while (!answer(send(port, "GET /metrics", "")).contains("in_flight " + IN_FLIGHT + ".0")) {
                Thread.onSpinWait();
            }

            process.toHandle().destroy(); // The process itself would close the streams to it as well.
            while (takesRequests(port)) {
                Thread.onSpinWait();
            }
            process.outputWriter().append("go on\n").flush();

            for (Socket socket : sockets) {
                assertThat(answer(socket)).startsWith("HTTP/1.1 200 ").contains("\"item_id\":\"v2\"");
            }
            await(out, "closed");
            // 128 and the number of SIGTERM, which is how the JVM ends for it.
            assertThat(process.waitFor()).isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean takesRequests(int port) {
        try {
            return answer(send(port, "GET /health", "")).startsWith("HTTP/1.1 200 ");
        } catch (IOException e) {
            return false;
        }
    }

    private static Socket send(int port, String call, String body) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        String request = call + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        try (socket) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /* What stands after the word, in the first line that has it; logging may have put colours before it. */
    private static String await(BufferedReader out, String word) throws IOException {
        List<String> before = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains(word)) {
                return line.substring(line.indexOf(word) + word.length());
            }
            before.add(line);
        }
        throw new AssertionError("the process ended:\n" + String.join("\n", before));
    }
}
