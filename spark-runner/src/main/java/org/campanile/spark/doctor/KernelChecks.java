package org.campanile.spark.doctor;

import java.util.Locale;
import org.campanile.core.math.BlasCheck;
import org.campanile.core.math.BlasInfo;
import org.campanile.core.math.Kernels;

/** Checks of what computes in this process: OpenBLAS and our own kernels. */
final class KernelChecks {
    private final Place place;

    KernelChecks(Place place) {
        this.place = place;
    }

    Finding blas() {
        return blas(BlasCheck.run());
    }

    static Finding blas(BlasCheck check) {
        BlasInfo blas = check.blas();
        String found = String.format(
                Locale.ROOT,
                "OpenBLAS %s, kernel %s%s, %.0f GFLOP/s on one thread",
                blas.version(),
                blas.kernel(),
                asked(blas),
                check.gigaflops());
        return check.warning()
                .map(warning -> Finding.note("blas", found, warning))
                .orElseGet(() -> Finding.fine("blas", found));
    }

    /** Where the kernel comes from, if that may surprise. */
    private static String asked(BlasInfo blas) {
        if (!blas.wish().isEmpty()) {
            return " (asked for: " + blas.wish() + ")";
        }
        String inherited = blas.inheritedKernel();
        return inherited.isEmpty() || inherited.equalsIgnoreCase(blas.kernel())
                ? ""
                : " (OPENBLAS_CORETYPE=" + inherited + " has no effect)";
    }

    Finding blasThreads() {
        int threads = BlasInfo.detect().threads();
        return threads == 1
                ? Finding.fine("blas threads", "1 per product; cluster.threads is what runs in parallel")
                : Finding.note(
                        "blas threads",
                        threads == 0 ? "the library does not tell" : threads + " per product",
                        "Set OPENBLAS_NUM_THREADS=1 and OMP_NUM_THREADS=1: cluster.threads is what runs in parallel");
    }

    Finding kernels() {
        String found = Kernels.active().name();
        boolean module = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return module
                ? Finding.fine("kernels", found + "; the Vector API is there")
                : Finding.note(
                        "kernels",
                        found + ", without the Vector API",
                        place.startWith("--add-modules=jdk.incubator.vector") + ", where the JDK has it");
    }
}
