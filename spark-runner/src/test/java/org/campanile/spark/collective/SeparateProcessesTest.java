package org.campanile.spark.collective;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers in JVMs of their own. */
@Timeout(60)
class SeparateProcessesTest {
    private static final int SIZE = 3;

    private final List<Process> processes = new ArrayList<>();
    private final List<BufferedReader> outputs = new ArrayList<>();

    @AfterEach
    void stopProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void sumsHaveTheBitsOfThreadsInOneJvm() throws Exception {
        startWorkers(2);

        String expected = LoopbackWorkers.of("same", "same", "same")
                .run(WorkerProcess::hashOfSum)
                .get(0);
        for (int rank = 0; rank < SIZE; rank++) {
            assertThat(outputs.get(rank).lines()).containsExactly(expected, expected);
            assertThat(processes.get(rank).waitFor()).isZero();
        }
    }

    @Test
    void theOthersFailAtOnceWhenAProcessIsKilled() throws Exception {
        List<String> endpoints = startWorkers(Integer.MAX_VALUE);
        for (BufferedReader output : outputs) {
            assertThat(output.readLine()).startsWith("sum ");
        }

        processes.get(1).destroyForcibly().waitFor();

        List<String> failures = List.of(lastLine(0), lastLine(2));
        assertThat(failures.get(0)).startsWith("rank 0 of 3: all-reduce with rank ");
        assertThat(failures.get(1)).startsWith("rank 2 of 3: all-reduce with rank ");
        // the one that notices first closes its other link, which the other may notice first
        String killed = "with rank 1 (" + Endpoint.parse(endpoints.get(1)).address() + ") failed after";
        assertThat(failures).anyMatch(failure -> failure.contains(killed));
    }

    private String lastLine(int rank) {
        return outputs.get(rank).lines().reduce("", (before, line) -> line);
    }

    /** Starts the processes and tells them of one another; returns what they announced. */
    private List<String> startWorkers(int rounds) throws IOException {
        String settings = serialised(LoopbackWorkers.settings(Duration.ofMinutes(5)));
        for (int rank = 0; rank < SIZE; rank++) {
            Process process = start(rank, rounds, settings);
            processes.add(process);
            outputs.add(process.inputReader());
        }
        List<String> announced = new ArrayList<>();
        for (BufferedReader output : outputs) {
            announced.add(output.readLine());
        }
        for (Process process : processes) {
            try (Writer input = process.outputWriter()) {
                input.write(String.join("\n", announced) + "\n");
            }
        }
        return announced;
    }

    private static Process start(int rank, int rounds, String settings) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerProcess.class.getName(),
                        Integer.toString(rank),
                        Integer.toString(SIZE),
                        Integer.toString(rounds),
                        settings)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String serialised(CollectiveSettings settings) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(settings);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
