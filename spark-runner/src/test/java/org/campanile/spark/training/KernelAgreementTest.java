package org.campanile.spark.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.campanile.core.collective.Workers;
import org.junit.jupiter.api.Test;

class KernelAgreementTest {
    private static List<Optional<String>> disagreements(String... byRank) throws Exception {
        return Workers.run(
                byRank.length,
                collective -> KernelAgreement.disagreement(
                        collective, byRank[collective.world().rank()]));
    }

    @Test
    void workersWithTheSameKernelsAgree() throws Exception {
        assertThat(disagreements("vector", "vector", "vector")).containsOnly(Optional.empty());
    }

    @Test
    void otherwiseEveryWorkerLearnsWhoHasWhich() throws Exception {
        assertThat(disagreements("vector", "unrolled", "vector"))
                .hasSize(3)
                .allSatisfy(text -> assertThat(text)
                        .hasValueSatisfying(sentence -> assertThat(sentence)
                                .startsWith("Workers compute by different kernels, worker 0 by vector, worker 1 by"
                                        + " unrolled, worker 2 by vector: ")));
    }
}
