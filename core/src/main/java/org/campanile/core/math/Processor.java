package org.campanile.core.math;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The processor as Linux describes it.
 *
 * @param vendor as in {@code GenuineIntel}; empty when unknown
 * @param family the vendor's number of the generation; 0 when unknown
 * @param flags  its abilities; empty when unknown or no x86 processor
 */
record Processor(String vendor, int family, Set<String> flags) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Processor UNKNOWN = new Processor("", 0, Set.of());

    /** AMD's first generation with fast AVX2, called Zen. */
    private static final int ZEN_FAMILY = 23;

    static Processor ofThisMachine() {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")) {
            return UNKNOWN;
        }
        try {
            return parse(Files.readString(CPU_INFO));
        } catch (IOException unreadable) {
            return UNKNOWN;
        }
    }

    /** From the text of {@code /proc/cpuinfo}: its first processor. */
    static Processor parse(String cpuInfo) {
        Map<String, String> first = new HashMap<>();
        for (String line : cpuInfo.lines().toList()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                first.putIfAbsent(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        String family = first.getOrDefault("cpu family", "");
        return new Processor(
                first.getOrDefault("vendor_id", ""),
                family.matches("\\d{1,9}") ? Integer.parseInt(family) : 0,
                Set.of(first.getOrDefault("flags", "").split("\\s+", -1)));
    }

    InstructionSet instructions() {
        return InstructionSet.ofFlags(flags);
    }

    /**
     * The fastest of OpenBLAS's kernels that runs here, or empty for the library to choose. On the processors that
     * OpenBLAS 0.3.31 knows, this is its own choice; AMX, which some also have, is of no use in single precision.
     */
    String kernel() {
        return switch (instructions()) {
            case AVX512 -> flags.contains("avx512_bf16") ? "COOPERLAKE" : "SKYLAKEX";
            case AVX2 ->
                switch (vendor) {
                    case "GenuineIntel" -> "HASWELL";
                    case "AuthenticAMD", "HygonGenuine" -> family >= ZEN_FAMILY ? "ZEN" : "";
                    default -> "";
                };
            case OTHER -> "";
        };
    }
}
