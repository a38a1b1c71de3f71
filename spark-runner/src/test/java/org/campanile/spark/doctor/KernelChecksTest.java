package org.campanile.spark.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.campanile.core.math.BlasCheck;
import org.campanile.core.math.BlasInfo;
import org.campanile.core.math.InstructionSet;
import org.junit.jupiter.api.Test;

class KernelChecksTest {

    @Test
    void aFastProductIsFine() {
        assertThat(KernelChecks.blas(check("COOPERLAKE", "", "")))
                .isEqualTo(Finding.fine("blas", "OpenBLAS 0.3.31-1.5.13, kernel COOPERLAKE, 96 GFLOP/s on one thread"));
    }

    @Test
    void anInheritedKernelIsToldToHaveNoEffect() {
        assertThat(KernelChecks.blas(check("COOPERLAKE", "Haswell", "")).found())
                .contains("kernel COOPERLAKE (OPENBLAS_CORETYPE=Haswell has no effect), 96 GFLOP/s");
        assertThat(KernelChecks.blas(check("COOPERLAKE", "Cooperlake", "")).found())
                .contains("kernel COOPERLAKE, 96 GFLOP/s");
    }

    @Test
    void aKernelBelowTheProcessorIsANoteWithWhatToDo() {
        Finding finding = KernelChecks.blas(check("HASWELL", "", "HASWELL"));
        assertThat(finding.state()).isEqualTo(Finding.State.NOTE);
        assertThat(finding.found()).contains("kernel HASWELL (asked for: HASWELL)");
        assertThat(finding.mend()).contains("AVX-512 unused").contains("drop it");
    }

    private static BlasCheck check(String kernel, String inherited, String wish) {
        return new BlasCheck(new BlasInfo("0.3.31-1.5.13", kernel, inherited, wish, InstructionSet.AVX512, 1), 96.2);
    }
}
