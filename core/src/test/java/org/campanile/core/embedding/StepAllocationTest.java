package org.campanile.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.campanile.core.TestJvm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Without the kernels of the Vector API, whose vectors are objects until the compiler has been there: what those allocate
 * has a test of its own.
 */
class StepAllocationTest {
    private static final List<String> OPTIONS = List.of("-Dcampanile.kernels=unrolled");

    @ParameterizedTest
    @CsvSource({"ROW_WISE_ADAGRAD, HEAP", "ROW_WISE_ADAGRAD, NATIVE", "ADAM, HEAP"})
    void aStepAllocatesNothing(String optimizer, String memory) throws Exception {
        assertThat(TestJvm.run(StepAllocation.class, Map.of(), OPTIONS, optimizer, memory))
                .endsWith("heap 0", "outside 0");
    }
}
