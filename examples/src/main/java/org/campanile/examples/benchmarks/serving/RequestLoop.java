package org.campanile.examples.benchmarks.serving;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/** Recall requests on one connection, each for a history of ten items of one group, for a given time. */
final class RequestLoop implements Callable<long[]> {
    private static final int GROUPS = 200;
    private static final int REQUESTS = 1_000;
    private static final int HISTORY = 10;
    private static final String LENGTH = "content-length:";

    private final URI service;
    private final long nanoseconds;
    private final byte[][] requests = new byte[REQUESTS][];

    /** @param connection number of the connection, of which the requests depend */
    RequestLoop(URI service, int connection, long nanoseconds, int items) {
        this.service = service;
        this.nanoseconds = nanoseconds;
        SplittableRandom random = new SplittableRandom(connection);
        for (int i = 0; i < REQUESTS; i++) {
            requests[i] = request(random, items);
        }
    }

    private byte[] request(SplittableRandom random, int items) {
        int group = random.nextInt(GROUPS);
        StringBuilder body = new StringBuilder("{\"top_k\":50,\"hist_item\":[");
        for (int i = 0; i < HISTORY; i++) {
            body.append(i == 0 ? "\"" : ",\"")
                    .append(group + GROUPS * random.nextInt(items / GROUPS))
                    .append('"');
        }
        body.append("]}");
        String head = "POST /rec/recall HTTP/1.1\r\nHost: " + service.getAuthority()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    /** Latencies in nanoseconds. */
    @Override
    public long[] call() throws IOException {
        long[] latencies = new long[1 << 12];
        int count = 0;
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            long end = System.nanoTime() + nanoseconds;
            for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
                out.write(requests[count % REQUESTS]);
                readAnswer(in);
                if (count == latencies.length) {
                    latencies = Arrays.copyOf(latencies, 2 * count);
                }
                latencies[count++] = System.nanoTime() - start;
            }
        }
        return Arrays.copyOf(latencies, count);
    }

    private static void readAnswer(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        if (!status.startsWith("HTTP/1.1 200 ")) {
            throw new IOException(status + ": " + body);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("The service closed the connection.");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
