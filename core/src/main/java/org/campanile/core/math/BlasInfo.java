package org.campanile.core.math;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The BLAS library of this process.
 *
 * @param version         OpenBLAS's version, a dash and JavaCPP's
 * @param kernel          the processor whose kernels OpenBLAS runs, such as {@code SKYLAKEX} (AVX-512), {@code HASWELL}
 *                        (AVX2) or {@code PRESCOTT} (SSE3: far too slow), or {@code unknown}
 * @param inheritedKernel {@code OPENBLAS_CORETYPE} of the environment the process was started with, which has no effect
 *                        where the kernel is chosen by this program; empty when not set
 * @param wish            what {@code campanile.blas.kernel} or {@code CAMPANILE_BLAS_KERNEL} asks for, in upper case;
 *                        empty when not set
 * @param processor       what this processor has
 * @param threads         threads that one product may use; 0 when the library does not tell
 */
public record BlasInfo(
        String version, String kernel, String inheritedKernel, String wish, InstructionSet processor, int threads) {
    static final String UNKNOWN = "unknown";

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
        Blas.load();
        return new BlasInfo(
                versionOnClassPath(),
                kernelInUse(),
                System.getenv().getOrDefault(BlasEnvironment.KERNEL, ""),
                Blas.wishedKernel(),
                Processor.ofThisMachine().instructions(),
                BlasThreads.current());
    }

    /** What the kernel in use needs. */
    public InstructionSet instructions() {
        return InstructionSet.ofKernel(kernel);
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
