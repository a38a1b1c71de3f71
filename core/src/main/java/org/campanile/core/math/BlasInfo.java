package org.campanile.core.math;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * The BLAS library of this process.
 *
 * @param version         OpenBLAS's version, a dash and JavaCPP's
 * @param kernel          the processor whose kernels OpenBLAS runs, such as {@code SKYLAKEX} (AVX-512), {@code HASWELL}
 *                        (AVX2) or {@code PRESCOTT} (SSE3: far too slow), or {@code unknown}
 * @param requestedKernel the environment's {@code OPENBLAS_CORETYPE}, which overrules OpenBLAS's own choice; empty when
 *                        not set
 * @param threads         threads that one product may use; 0 when the library does not tell
 */
public record BlasInfo(String version, String kernel, String requestedKernel, int threads) {
    private static final String UNKNOWN = "unknown";
    private static final int PROBE_SIZE = 768;
    private static final int PROBES = 12;

    // Names from OpenBLAS's dynamic.c for x86 and dynamic_arm64.c.
    private static final List<String> KERNELS = List.of(
            "SAPPHIRERAPIDS",
            "COOPERLAKE",
            "SKYLAKEX",
            "ZEN",
            "HASWELL",
            "EXCAVATOR",
            "STEAMROLLER",
            "PILEDRIVER",
            "BULLDOZER",
            "SANDYBRIDGE",
            "BARCELONA",
            "NEHALEM",
            "CORE2",
            "PRESCOTT",
            "NEOVERSEV1",
            "NEOVERSEN2",
            "NEOVERSEN1",
            "ARMV8SVE",
            "A64FX",
            "CORTEXA57",
            "ARMV8");

    /** Loads the library if need be and asks it. */
    public static BlasInfo detect() {
        Loader.load(openblas_nolapack.class);
        return new BlasInfo(
                versionOnClassPath(),
                kernelInUse(),
                Objects.requireNonNullElse(System.getenv("OPENBLAS_CORETYPE"), ""),
                BlasThreads.current());
    }

    /**
     * Speed of a product of two matrices of 768 x 768, the best of several tries, in GFLOP/s. Takes well below a second.
     */
    public static double measureSpeed() {
        try (FloatMatrix a = new FloatMatrix(PROBE_SIZE, PROBE_SIZE);
                FloatMatrix b = new FloatMatrix(PROBE_SIZE, PROBE_SIZE);
                FloatMatrix c = new FloatMatrix(PROBE_SIZE, PROBE_SIZE)) {
            a.fill(1f);
            b.fill(1f);
            long best = Long.MAX_VALUE;
            for (int probe = 0; probe < PROBES; probe++) {
                long start = System.nanoTime();
                MatrixProducts.multiply(a, Transpose.NO, b, Transpose.NO, 1f, 0f, c);
                best = Math.min(best, System.nanoTime() - start);
            }
            return 2.0 * PROBE_SIZE * PROBE_SIZE * PROBE_SIZE / best;
        }
    }

    private static String versionOnClassPath() {
        try {
            return Objects.requireNonNullElse(Loader.getVersion("org.bytedeco", "openblas"), UNKNOWN);
        } catch (IOException absent) {
            return UNKNOWN;
        }
    }

    /*
     * openblas_get_corename() is not mapped by JavaCPP. It compares the pointer `gotoblas`, set once when the library is
     * loaded, with the address of each processor's table of kernels; so does this.
     */
    private static String kernelInUse() {
        Pointer chosen = Loader.addressof("gotoblas");
        if (chosen == null) {
            return UNKNOWN;
        }
        long table = new LongPointer(chosen).get();
        for (String kernel : KERNELS) {
            Pointer candidate = Loader.addressof("gotoblas_" + kernel);
            if (candidate != null && candidate.address() == table) {
                return kernel;
            }
        }
        return UNKNOWN;
    }
}
