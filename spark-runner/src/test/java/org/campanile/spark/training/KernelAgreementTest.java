package org.campanile.spark.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelAgreementTest {
    @Test
    void thereIsNothingToSayOfWorkersWithTheSameKernels() {
        assertThat(KernelAgreement.disagreement(List.of("vector", "vector", "vector")))
                .isEmpty();
    }

    @Test
    void otherwiseEveryWorkersKernelsAreNamed() {
        assertThat(KernelAgreement.disagreement(List.of("vector", "unrolled", "vector")))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith("Workers compute by different kernels, worker 0 by vector, worker 1 by unrolled,"
                                + " worker 2 by vector: "));
    }
}
