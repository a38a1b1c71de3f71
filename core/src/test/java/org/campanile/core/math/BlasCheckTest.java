package org.campanile.core.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlasCheckTest {

    @Test
    void aFittingKernelAtFullSpeedNeedsNoWord() {
        assertThat(check("COOPERLAKE", "", InstructionSet.AVX512, 190).warning())
                .isEmpty();
        assertThat(check("ZEN", "", InstructionSet.AVX2, 26).warning()).isEmpty();
        assertThat(check("NEOVERSEN1", "", InstructionSet.OTHER, 30).warning()).isEmpty();
        assertThat(check("unknown", "", InstructionSet.AVX512, 30).warning()).isEmpty();
    }

    @Test
    void aKernelBelowTheProcessorIsTold() {
        assertThat(check("HASWELL", "", InstructionSet.AVX512, 96.4).warning())
                .contains("OpenBLAS runs its kernel HASWELL at 96 GFLOP/s on one thread, which leaves this processor's"
                        + " AVX-512 unused: set OPENBLAS_CORETYPE=SKYLAKEX in the environment before the JVM starts,"
                        + " for executors as spark.executorEnv.OPENBLAS_CORETYPE");
        assertThat(check("PRESCOTT", "", InstructionSet.AVX2, 36).warning().orElseThrow())
                .contains("AVX2 unused: set OPENBLAS_CORETYPE=HASWELL");
    }

    @Test
    void aKernelBelowTheProcessorThatTheUserAskedForIsToldAsSuch() {
        assertThat(check("HASWELL", "HASWELL", InstructionSet.AVX512, 96.4)
                        .warning()
                        .orElseThrow())
                .endsWith("AVX-512 unused: campanile.blas.kernel (or CAMPANILE_BLAS_KERNEL) asks for HASWELL; drop it"
                        + " unless you measured it to be faster");
    }

    @Test
    void anotherKernelThanAskedForIsTold() {
        assertThat(check("SKYLAKEX", "SKYLAK", InstructionSet.AVX512, 190).warning())
                .contains(
                        "campanile.blas.kernel (or CAMPANILE_BLAS_KERNEL) asks for SKYLAK, but OpenBLAS runs its kernel"
                                + " SKYLAKEX: it has no kernel of that name, or this processor (AVX-512) cannot run it");
        assertThat(check("SKYLAKEX", "AUTO", InstructionSet.AVX512, 190).warning())
                .isEmpty();
    }

    @Test
    void aSlowCoreIsTold() {
        assertThat(check("SKYLAKEX", "", InstructionSet.AVX512, 12.34).warning())
                .contains(
                        "Matrix products run at 12.3 GFLOP/s on one thread, where OpenBLAS's kernel SKYLAKEX reaches 40"
                                + " and more: the core is shared or throttled; see that the machine runs no more threads than it"
                                + " has cores, cluster.workers times cluster.threads among them");
    }

    @Test
    void measuresASpeedThatAProcessorCanHave() {
        // From one addition in ten cycles to a core many times wider than today's.
        assertThat(BlasCheck.run().gigaflops()).isBetween(0.1, 10_000.0);
        assertThat(BlasCheck.ofThisProcess()).isSameAs(BlasCheck.ofThisProcess());
    }

    private static BlasCheck check(String kernel, String wish, InstructionSet processor, double gigaflops) {
        return new BlasCheck(new BlasInfo("0.3.31-1.5.13", kernel, "", wish, processor, 1), gigaflops);
    }
}
