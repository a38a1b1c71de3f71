package org.campanile.spark.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.campanile.spark.collective.JobSecret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver's end of the line on which workers report while they train: progress must not wait for the stage to end.
 *
 * <p>A report that does not arrive loses nothing, because worker 0 returns all of them with its result. Callers without
 * the job's secret are turned away. The consumer is called by one thread per worker.
 */
final class ReportServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReportServer.class);
    private static final int AUTHENTICATION_MILLIS = 10_000;

    private final ServerSocket listener;
    private final JobSecret secret;
    private final Consumer<WorkerReport> consumer;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private ReportServer(ServerSocket listener, JobSecret secret, Consumer<WorkerReport> consumer) {
        this.listener = listener;
        this.secret = secret;
        this.consumer = consumer;
    }

    /** Listens on a free port of the driver's host. */
    static ReportServer open(String host, JobSecret secret, Consumer<WorkerReport> consumer) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.bind(new InetSocketAddress(InetAddress.getByName(host), 0));
        ReportServer server = new ReportServer(listener, secret, consumer);
        startDaemon("campanile-reports", server::accept);
        return server;
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                connections.add(connection);
                startDaemon("campanile-reports-" + connection.getPort(), () -> serve(connection));
            } catch (IOException e) {
                LOG.debug("Stopped listening for workers' reports: {}", e.getMessage());
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
            connection.setSoTimeout(AUTHENTICATION_MILLIS);
            if (!knowsSecret(connection, lines)) {
                LOG.warn("Turned away {}: it does not know this job's secret", connection.getRemoteSocketAddress());
                return;
            }
            connection.setSoTimeout(0);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                consumer.accept(WorkerReport.parse(line));
            }
        } catch (JsonProcessingException e) {
            LOG.warn("A worker's report cannot be read: {}", e.getOriginalMessage());
        } catch (IOException e) {
            LOG.debug("A worker's report line ended: {}", e.getMessage());
        } finally {
            connections.remove(connection);
        }
    }

    /** Sends a challenge as a line of hexadecimal digits and expects its proof as another. */
    private boolean knowsSecret(Socket connection, BufferedReader lines) throws IOException {
        byte[] challenge = JobSecret.challenge();
        String question = HexFormat.of().formatHex(challenge) + "\n";
        connection.getOutputStream().write(question.getBytes(StandardCharsets.UTF_8));
        String answer = lines.readLine();
        try {
            return answer != null
                    && secret.accepts(
                            JobSecret.Purpose.REPORT, challenge, HexFormat.of().parseHex(answer));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void startDaemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
