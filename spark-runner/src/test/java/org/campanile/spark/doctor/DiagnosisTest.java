package org.campanile.spark.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
    private static final Finding JAVA_17 = Finding.fine("java", "17.0.15");
    private static final Finding SMALL_HEAP = Finding.note("heap", "900 MiB", "Give executors 2 GiB or more");
    private static final Finding HEAP = Finding.fine("heap", "4096 MiB");

    private static ExecutorReport report(int executor, Finding... findings) {
        return new ExecutorReport(String.valueOf(executor), "10.0.0." + executor + ":4000", List.of(findings));
    }

    @Test
    void whatAllExecutorsHaveAlikeIsToldOnceAndTheRestWithTheirNames() {
        Diagnosis diagnosis = Diagnosis.ofExecutors(List.of(
                report(0, JAVA_17, SMALL_HEAP),
                report(1, JAVA_17, HEAP),
                report(2, JAVA_17, SMALL_HEAP),
                report(3, JAVA_17, SMALL_HEAP),
                report(4, JAVA_17, SMALL_HEAP)));

        assertThat(diagnosis.lines())
                .containsExactly(
                        "",
                        "5 executors:",
                        "     0 10.0.0.0:4000",
                        "     1 10.0.0.1:4000",
                        "     2 10.0.0.2:4000",
                        "     3 10.0.0.3:4000",
                        "     4 10.0.0.4:4000",
                        "fine   java             17.0.15",
                        "note   heap             executors 0, 2-4: 900 MiB. Give executors 2 GiB or",
                        "                        more",
                        "fine   heap             executor 1: 4096 MiB");
        assertThat(diagnosis.faults()).isZero();
    }

    @Test
    void faultsAreCounted() {
        Finding fault = Finding.fault("storage", "/runs is not the driver's", "Share it");

        assertThat(Diagnosis.of(List.of(JAVA_17, fault, SMALL_HEAP)).faults()).isEqualTo(1);
    }

    @Test
    void namesThatAreNoNumbersAreListed() {
        assertThat(ExecutorNames.summarised(List.of("driver"))).isEqualTo("executor driver");
        assertThat(ExecutorNames.summarised(List.of("2", "3", "9", "10", "11", "x")))
                .isEqualTo("executors 2, 3, 9-11, x");
    }
}
