package org.campanile.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.campanile.core.TestJvm;
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

    private static List<String> run(Map<String, String> environment, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        return TestJvm.run(BlasProcess.class, environment, options, arguments);
    }
}
