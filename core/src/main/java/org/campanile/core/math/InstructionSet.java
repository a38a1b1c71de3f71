package org.campanile.core.math;

import java.util.Set;

/** The vector instructions that decide the speed of matrix products, weakest first. */
public enum InstructionSet {
    /** SSE, NEON, or what this program does not know; every kernel is fine then. */
    OTHER("no AVX2", 5),
    /** 256 bits, with fused multiply-add. */
    AVX2("AVX2", 25),
    /** 512 bits, with the extensions that server processors have had since Skylake. */
    AVX512("AVX-512", 40);

    private static final Set<String> AVX2_FLAGS = Set.of("avx2", "fma");
    private static final Set<String> AVX512_FLAGS =
            Set.of("avx2", "fma", "avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl");

    private final String label;
    private final double leastGigaflops;

    InstructionSet(String label, double leastGigaflops) {
        this.label = label;
        this.leastGigaflops = leastGigaflops;
    }

    /** The name as processor manuals write it. */
    public String label() {
        return label;
    }

    /**
     * GFLOP/s below which a product on one thread is slow for kernels with these instructions. A core of 2 GHz with a
     * single multiply-add unit can do 64 with 512 bits and 32 with 256; most have two units and a higher clock.
     */
    double leastGigaflops() {
        return leastGigaflops;
    }

    /** @param flags the flags of Linux's {@code /proc/cpuinfo}, which lack what the system does not switch on */
    static InstructionSet ofFlags(Set<String> flags) {
        if (flags.containsAll(AVX512_FLAGS)) {
            return AVX512;
        }
        return flags.containsAll(AVX2_FLAGS) ? AVX2 : OTHER;
    }

    /** What one of OpenBLAS's kernels needs. */
    static InstructionSet ofKernel(String kernel) {
        return switch (kernel) {
            case "SAPPHIRERAPIDS", "COOPERLAKE", "SKYLAKEX" -> AVX512;
            case "ZEN", "HASWELL", "EXCAVATOR" -> AVX2;
            default -> OTHER;
        };
    }
}
