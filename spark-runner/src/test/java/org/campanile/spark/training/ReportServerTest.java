package org.campanile.spark.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.campanile.core.stream.ReaderState;
import org.campanile.core.training.EpochReport;
import org.campanile.core.training.PhaseSeconds;
import org.campanile.core.training.RoundReport;
import org.campanile.core.training.TrainingPosition;
import org.campanile.spark.collective.JobSecret;
import org.junit.jupiter.api.Test;

class ReportServerTest {
    private static final String HOST = "127.0.0.1";
    private static final EpochReport EPOCH = new EpochReport(0, 16, 0.5, 100, 2.0);
    private static final RoundReport ROUND = new RoundReport(
            new TrainingPosition(16, new ReaderState(1, 0)),
            0.5,
            100,
            50,
            2.0,
            0.1,
            new PhaseSeconds(0.1, 0.5, 0.9, 0.3),
            0.2,
            300);

    private static final JobSecret SECRET = JobSecret.generate();

    private final LinkedBlockingQueue<WorkerReport> received = new LinkedBlockingQueue<>();

    private static TrainingAssignment assignment(int port) {
        return new TrainingAssignment("", "", "", "", "job", SECRET, HOST, port);
    }

    @Test
    void reportsOfWorkerZeroArriveInOrderAndAreReturnedWithItsResult() throws Exception {
        try (ReportServer server = ReportServer.open(HOST, SECRET, received::add);
                WorkerReporter reporter = WorkerReporter.open(assignment(server.port()), 0)) {
            reporter.onRound(ROUND);
            reporter.onEpoch(EPOCH);

            assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo(new WorkerReport.Round(ROUND));
            assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo(new WorkerReport.Epoch(EPOCH));
            WorkerResult result = WorkerResult.parse(reporter.finished().toJson());
            assertThat(WorkerReport.parse(result.reports().get(1))).isEqualTo(new WorkerReport.Epoch(EPOCH));
        }
    }

    @Test
    void everyWorkerReportsWhatItTakesOfItsMachine() throws Exception {
        try (ReportServer server = ReportServer.open(HOST, SECRET, received::add);
                WorkerReporter reporter = WorkerReporter.open(assignment(server.port()), 3)) {
            reporter.onRound(ROUND);
            reporter.reportUsage();

            assertThat(received.poll(10, TimeUnit.SECONDS)).isInstanceOfSatisfying(WorkerReport.Usage.class, usage -> {
                assertThat(usage.rank()).isEqualTo(3);
                assertThat(usage.timeMillis()).isPositive();
                assertThat(usage.values()).containsEntry("sync_bytes", 300.0);
            });
            // Told live, the round is not told again.
            List<String> last = WorkerResult.parse(reporter.finished().toJson()).reports();
            assertThat(last).hasSize(1);
            assertThat(WorkerReport.parse(last.get(0)))
                    .isInstanceOfSatisfying(
                            WorkerReport.Usage.class,
                            usage -> assertThat(usage.values())
                                    .containsKey("heap_usage_megabytes")
                                    .doesNotContainKey("sync_bytes"));
        }
    }

    @Test
    void otherWorkersReportNoEpochs() throws Exception {
        try (ReportServer server = ReportServer.open(HOST, SECRET, received::add);
                WorkerReporter reporter = WorkerReporter.open(assignment(server.port()), 3)) {
            reporter.onEpoch(EPOCH);
            reporter.failed("A shard is missing.");

            assertThat(received.poll(10, TimeUnit.SECONDS))
                    .isEqualTo(new WorkerReport.Failed(3, "A shard is missing."));
        }
    }

    @Test
    void aCallerWithoutTheSecretIsTurnedAwayAndTheOthersAreServed() throws Exception {
        try (ReportServer server = ReportServer.open(HOST, SECRET, received::add)) {
            try (Socket stranger = new Socket()) {
                stranger.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
                stranger.getOutputStream().write("let me in\n".getBytes(StandardCharsets.UTF_8));
                stranger.getInputStream().transferTo(OutputStream.nullOutputStream()); // ends when turned away
            }
            try (WorkerReporter reporter = WorkerReporter.open(assignment(server.port()), 0)) {
                reporter.onEpoch(EPOCH);
                assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo(new WorkerReport.Epoch(EPOCH));
            }
        }
    }

    @Test
    void aWorkerWithoutADriverToReportToKeepsItsReports() throws IOException {
        int port;
        try (ReportServer server = ReportServer.open(HOST, SECRET, received::add)) {
            port = server.port();
        }
        try (WorkerReporter reporter = WorkerReporter.open(assignment(port), 0)) {
            reporter.onEpoch(EPOCH);
            assertThat(reporter.finished().reports()).hasSize(2);
        }
    }
}
