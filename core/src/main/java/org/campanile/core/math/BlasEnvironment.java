package org.campanile.core.math;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What OpenBLAS is to read from the environment when it is loaded.
 *
 * <p>Many sites export {@code OPENBLAS_CORETYPE} and its like for the sake of another program, and OpenBLAS obeys it
 * though it may halve the speed. So what is inherited has no effect on x86; a user who means it says so to this program.
 */
final class BlasEnvironment {
    /** System property by which a user asks for a kernel, or for OpenBLAS's own choice with {@code auto}. */
    static final String PROPERTY = "campanile.blas.kernel";

    /** The same as a variable of the environment. */
    static final String VARIABLE = "CAMPANILE_BLAS_KERNEL";

    static final String KERNEL = "OPENBLAS_CORETYPE";

    /** The wish for the kernel that OpenBLAS chooses by itself. */
    static final String OWN_CHOICE = "AUTO";

    private static final String BLAS_THREADS = "OPENBLAS_NUM_THREADS";
    private static final String LOOP_THREADS = "OMP_NUM_THREADS";

    /** Sizes of blocks that suit one processor's caches. */
    private static final List<String> TUNING = List.of("OPENBLAS_L2_SIZE", "OPENBLAS_BLOCK_FACTOR");

    private BlasEnvironment() {}

    /** The kernel the user asks for in upper case, {@code AUTO}, or empty. */
    static String wish(Map<String, String> environment) {
        return System.getProperty(PROPERTY, environment.getOrDefault(VARIABLE, ""))
                .strip()
                .toUpperCase(Locale.ROOT);
    }

    /**
     * The variables that must change: each with its new value, or empty to be removed.
     *
     * @param inherited the environment the process was started with
     * @param wish      as {@link #wish} gives it
     */
    static Map<String, String> changes(Map<String, String> inherited, String wish, Processor processor) {
        Map<String, String> changes = new HashMap<>();
        String kernel = kernel(wish, processor);
        if (!kernel.isEmpty()) {
            changes.put(KERNEL, kernel.equals(OWN_CHOICE) ? "" : kernel);
            TUNING.forEach(name -> changes.put(name, ""));
        }
        // A product is never split by OpenBLAS, which would otherwise start a thread for every core.
        changes.put(BLAS_THREADS, "1");
        changes.put(LOOP_THREADS, inherited.getOrDefault(LOOP_THREADS, "1"));
        changes.entrySet().removeIf(change -> change.getValue().equals(inherited.getOrDefault(change.getKey(), "")));
        return Map.copyOf(changes);
    }

    /** A kernel, {@code AUTO}, or empty where nothing is known that would justify overruling what is inherited. */
    private static String kernel(String wish, Processor processor) {
        boolean possible = InstructionSet.ofKernel(wish).compareTo(processor.instructions()) <= 0;
        return wish.isEmpty() || !possible ? processor.kernel() : wish;
    }
}
