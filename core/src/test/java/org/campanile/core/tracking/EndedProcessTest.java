package org.campanile.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.campanile.core.TestJvm;
import org.campanile.core.config.TrackingConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose process ends before they do. */
@Timeout(120)
class EndedProcessTest {
    private static final int POINTS_PER_SIGNAL = 10;

    @TempDir
    private Path base;

    /** Begins a run, says so, and records points for every byte it is given. */
    static final class Training {
        private Training() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            RunFolder folder = RunFolder.create(Path.of(arguments[0]), "ended", "run", Clock.systemUTC());
            try (RunTracker tracker = RunTrackers.open(new TrackingConfiguration(arguments[1], true), folder);
                    RunGuard guard = RunGuard.over(tracker)) {
                System.out.println(folder.path());
                for (long step = 0; System.in.read() >= 0; step += POINTS_PER_SIGNAL) {
                    long first = step;
                    tracker.metrics(IntStream.range(0, POINTS_PER_SIGNAL)
                            .mapToObj(i -> new MetricPoint("train/loss", 1.0 / (first + i + 1), first + i, first + i))
                            .toList());
                }
                // Whoever ends a process closes its input first.
                new CountDownLatch(1).await();
            }
        }
    }

    /** Makes a run with a large file and sends it. */
    static final class Upload {
        private Upload() {}

        public static void main(String[] arguments) throws IOException {
            RunFolder folder = RunFolder.create(Path.of(arguments[0]), "ended", "run", Clock.systemUTC());
            Files.write(folder.bundle().resolve("table"), largeFile());
            System.out.println(folder.path());
            try (RunTracker tracker = RunTrackers.open(new TrackingConfiguration(arguments[1], true), folder)) {
                tracker.artifact(folder.bundle());
                tracker.finish(RunStatus.FINISHED);
            }
        }
    }

    /** 33 MiB of ASCII: parts of 16, 16 and 1. */
    private static byte[] largeFile() {
        byte[] bytes = new byte[33 << 20];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ('a' + i % 23);
        }
        return bytes;
    }

    private Process start(FakeMlflow mlflow) throws IOException {
        return TestJvm.start(Training.class, Map.of(), List.of(), base.toString(), mlflow.uri());
    }

    private static RunFolder folder(Process process) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<String> others = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (Files.isDirectory(Path.of(line))) {
                return RunFolder.open(Path.of(line));
            }
            others.add(line);
        }
        throw new AssertionError("the process ended: " + others);
    }

    private static void signal(Process process, int times) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write(new byte[times]);
        input.flush();
    }

    @Test
    void afterAKillSyncBringsTheServerToWhatTheFolderHolds() throws Exception {
        try (FakeMlflow mlflow = new FakeMlflow()) {
            Process process = start(mlflow);
            RunFolder folder = folder(process);
            signal(process, 5);
            mlflow.await(() -> mlflow.runCount() == 1 && mlflow.run().metrics.size() >= POINTS_PER_SIGNAL);
            signal(process, 2_000 + new SplittableRandom(7).nextInt(2_000));

            process.destroyForcibly().waitFor();
            RunSync.sync(folder, mlflow.uri(), Map.of(), SenderLimits.DEFAULT);

            List<MetricPoint> recorded = new ArrayList<>();
            MetricLog.forEach(folder.metrics(), recorded::add);
            assertThat(recorded).hasSizeGreaterThanOrEqualTo(POINTS_PER_SIGNAL);
            assertThat(mlflow.run().metrics).containsExactlyInAnyOrderElementsOf(recorded);
            assertThat(mlflow.run().status).isEqualTo("KILLED");
            assertThat(mlflow.violations()).isEmpty();
        }
    }

    @Test
    void aProcessThatIsToldToEndMarksItsRunAsKilledAndSendsWhatIsLeft() throws Exception {
        try (FakeMlflow mlflow = new FakeMlflow()) {
            Process process = start(mlflow);
            RunFolder folder = folder(process);
            signal(process, 1);
            mlflow.await(() -> mlflow.runCount() == 1 && mlflow.run().metrics.size() == POINTS_PER_SIGNAL);

            process.destroy();
            process.waitFor();

            assertThat(folder.read().status).isEqualTo(RunStatus.KILLED);
            assertThat(folder.report()).exists();
            assertThat(mlflow.run().status).isEqualTo("KILLED");
            assertThat(mlflow.run().tags).containsEntry("error", "The process was told to end.");
            assertThat(mlflow.run().artifacts).containsKey("report.html");
        }
    }

    @Test
    void aLargeFileWhoseProcessWasKilledIsTakenUpWhereItWasLeft() throws Exception {
        try (FakeMlflow mlflow = new FakeMlflow()) {
            mlflow.parts().openAzure();
            mlflow.fail("/parts/blob-1/2", 1, mlflow.silence());
            Process process = TestJvm.start(Upload.class, Map.of(), List.of(), base.toString(), mlflow.uri());
            RunFolder folder = folder(process);
            mlflow.await(() -> mlflow.requests().contains("PUT /parts/blob-1/2"));

            process.destroyForcibly().waitFor();
            mlflow.release();
            SyncReport report = RunSync.sync(folder, mlflow.uri(), Map.of(), SenderLimits.DEFAULT);

            assertThat(report.refused()).isEmpty();
            assertThat(mlflow.parts().taken()).containsExactly(1, 2, 3);
            assertThat(mlflow.run().artifacts.get("bundle/table"))
                    .isEqualTo(new String(largeFile(), StandardCharsets.US_ASCII));
            assertThat(mlflow.violations()).isEmpty();
        }
    }
}
