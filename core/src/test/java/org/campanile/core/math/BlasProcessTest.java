package org.campanile.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What OpenBLAS does in JVMs that are started with a misleading environment. */
class BlasProcessTest {
    private static final Processor PROCESSOR = Processor.ofThisMachine();
    private static final Map<String, String> MISLEADING =
            Map.of("OPENBLAS_CORETYPE", "Prescott", "OPENBLAS_L2_SIZE", "512", "OPENBLAS_NUM_THREADS", "2");

    @BeforeAll
    static void onlyWhereAKernelIsChosen() {
        assumeTrue(!PROCESSOR.kernel().isEmpty(), "no kernel is chosen on this system or processor");
    }

    @Test
    void theProcessorsKernelRunsWhateverTheEnvironmentSays() throws Exception {
        assertThat(run(MISLEADING, List.of()))
                .contains(
                        "kernel " + PROCESSOR.kernel(),
                        "native " + PROCESSOR.kernel(),
                        "inherited Prescott",
                        "threads 1",
                        "speed true");
    }

    @Test
    void theSameHoldsWhenNd4jIsUsedFirst() throws Exception {
        assertThat(run(MISLEADING, List.of(), "nd4j")).contains("kernel " + PROCESSOR.kernel(), "threads 1", "loops 1");
    }

    @Test
    void theUsersOwnWishIsObeyed() throws Exception {
        assertThat(run(MISLEADING, List.of("-Dcampanile.blas.kernel=nehalem"))).contains("kernel NEHALEM");
    }

    @Test
    void theLibrarysOwnChoiceIsAsStrongAsOurs() throws Exception {
        List<String> lines = run(MISLEADING, List.of("-Dcampanile.blas.kernel=auto"));
        String kernel = lines.stream()
                .filter(line -> line.startsWith("kernel "))
                .map(line -> line.substring("kernel ".length()))
                .findFirst()
                .orElseThrow();
        assertThat(InstructionSet.ofKernel(kernel)).isEqualTo(PROCESSOR.instructions());
    }

    /** Runs {@link BlasProcess} in a JVM without the variables of the build, and returns what it prints. */
    private static List<String> run(Map<String, String> environment, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-cp", classPath()));
        command.addAll(options);
        command.add(BlasProcess.class.getName());
        Collections.addAll(command, arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.matches("(OPENBLAS|OMP|CAMPANILE)_.*"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new AssertionError("ended badly:\n" + output);
        }
        return output.lines().toList();
    }

    private static String classPath() {
        return Objects.requireNonNullElse(
                System.getProperty("surefire.test.class.path"), System.getProperty("java.class.path"));
    }
}
