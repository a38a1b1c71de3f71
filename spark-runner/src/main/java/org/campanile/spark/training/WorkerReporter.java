package org.campanile.spark.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.campanile.core.model.ModelState;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.stream.BatchSource;
import org.campanile.core.training.EpochReport;
import org.campanile.core.training.LoopSettings;
import org.campanile.core.training.RoundReport;
import org.campanile.core.training.TrainingListener;
import org.campanile.core.training.TrainingPosition;
import org.campanile.core.training.ValidationReport;
import org.campanile.spark.collective.JobSecret;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's end of the report line. Worker 0 reports for all; the others what they take of their machines, and when
 * they fail. A line that breaks is not mended and stops nothing: the reports are kept and returned with the result. Used
 * by one thread, beside which another one samples.
 */
final class WorkerReporter implements TrainingListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerReporter.class);
    private static final int TIMEOUT_MILLIS = 10_000;

    private final int rank;
    private final List<String> reports = new ArrayList<>();
    private RoundMerger merger = new RoundMerger(1);
    private final ResourceUsage usage = new ResourceUsage(GpuUsage.ofThisMachine());
    private final UsageSampler sampler;
    private @Nullable Socket line;

    private WorkerReporter(int rank, @Nullable Socket line) {
        this.rank = rank;
        this.line = line;
        sampler = UsageSampler.start(this::reportUsage);
    }

    /** Connects to the driver; without an answer the worker trains all the same. */
    static WorkerReporter open(TrainingAssignment assignment, int rank) {
        return new WorkerReporter(rank, connect(assignment, rank));
    }

    @SuppressWarnings("AddressSelection") // the driver's host is a name or address that Spark itself uses
    private static @Nullable Socket connect(TrainingAssignment assignment, int rank) {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(assignment.driverHost(), assignment.driverPort()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            String challenge = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            if (challenge == null) {
                throw new IOException("the driver closed the connection");
            }
            byte[] proof = assignment
                    .secret()
                    .proof(JobSecret.Purpose.REPORT, HexFormat.of().parseHex(challenge));
            write(socket, HexFormat.of().formatHex(proof));
            return socket;
        } catch (IOException e) {
            LOG.warn(
                    "Worker {} cannot reach the driver at {}:{} ({}); progress will show only when training ends",
                    rank,
                    assignment.driverHost(),
                    assignment.driverPort(),
                    e.getMessage());
            closeQuietly(socket);
            return null;
        }
    }

    /** Announces the training that begins or goes on. */
    void started(
            TrainingPosition position,
            BatchSource source,
            ModelState state,
            LoopSettings settings,
            List<TablePlan> tables) {
        long perEpoch = source.stepsPerEpoch() / settings.averaging().every() + 1L;
        merger = new RoundMerger(settings.epochs() * perEpoch);
        long dense = state.dense().stream().mapToLong(DenseParameters::size).sum();
        report(new WorkerReport.Started(
                position.globalStep(), source.stepsPerEpoch(), source.samplesPerEpoch(), tables, dense));
    }

    @Override
    public void onRound(RoundReport report) {
        usage.add(report);
        merger.add(report).ifPresent(kept -> report(new WorkerReport.Round(kept)));
    }

    @Override
    public void onValidation(ValidationReport report) {
        report(new WorkerReport.Validation(report));
    }

    @Override
    public void onEpoch(EpochReport report) {
        report(new WorkerReport.Epoch(report));
    }

    void reportUsage() {
        send(usageNow().toLine());
    }

    private WorkerReport.Usage usageNow() {
        return new WorkerReport.Usage(rank, System.currentTimeMillis(), usage.take());
    }

    void failed(String reason) {
        send(new WorkerReport.Failed(rank, reason).toLine());
    }

    WorkerResult finished() {
        return new WorkerResult(rank, false, "", reportsAndLastUsage());
    }

    WorkerResult diverged(String reason) {
        return new WorkerResult(rank, true, reason, reportsAndLastUsage());
    }

    /** However short a training is, each worker has told once what it takes. */
    private List<String> reportsAndLastUsage() {
        List<String> all = new ArrayList<>(reports);
        all.add(usageNow().toLine());
        return List.copyOf(all);
    }

    private void report(WorkerReport report) {
        if (rank == 0) {
            String text = report.toLine();
            reports.add(text);
            send(text);
        }
    }

    private synchronized void send(String text) {
        if (line != null) {
            try {
                write(line, text);
            } catch (IOException e) {
                LOG.warn("Worker {} lost its line to the driver: {}", rank, e.getMessage());
                closeQuietly(line);
                line = null;
            }
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("Closing the report line: {}", e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        sampler.close();
        if (line != null) {
            closeQuietly(line);
        }
    }
}
