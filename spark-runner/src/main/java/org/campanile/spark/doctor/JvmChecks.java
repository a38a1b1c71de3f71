package org.campanile.spark.doctor;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;

/** Checks of the JVM of this process: version, flags, memory. */
final class JvmChecks {
    private static final String NATIVE_MEMORY = "org.bytedeco.javacpp.maxbytes";
    private static final String INLINING = "InlineSmallCode";
    private static final int LEAST_INLINING = 10_000;

    private final Place place;

    JvmChecks(Place place) {
        this.place = place;
    }

    Finding java() {
        int feature = Runtime.version().feature();
        String found = Runtime.version() + " at " + System.getProperty("java.home");
        return feature >= 17
                ? Finding.fine("java", found)
                : Finding.fault("java", found, "Set JAVA_HOME to a JDK 17 or newer");
    }

    /** Spark reads into these packages; a plain {@code java -cp} does not open them. */
    Finding modules() {
        Module base = Object.class.getModule();
        Module unnamed = JvmChecks.class.getModule();
        List<String> closed = Stream.of("sun.nio.ch", "java.nio", "java.util", "java.lang.invoke")
                .filter(name -> !base.isOpen(name, unnamed))
                .toList();
        return closed.isEmpty()
                ? Finding.fine("module flags", "Spark's --add-opens are in force")
                : Finding.fault(
                        "module flags",
                        "closed to Spark: " + String.join(", ", closed),
                        "Start with ./campanile or spark-submit, which add the --add-opens that Spark needs");
    }

    /** With the JVM's own limit vectors of our kernels sometimes become objects. */
    Finding inlining() {
        return option(INLINING)
                .map(value -> inlining(Integer.parseInt(value)))
                .orElseGet(() -> Finding.fine("inlining", "not a flag of this JVM"));
    }

    private Finding inlining(int bytes) {
        String found = INLINING + "=" + bytes;
        return bytes >= LEAST_INLINING
                ? Finding.fine("inlining", found)
                : Finding.note("inlining", found, place.startWith("-XX:" + INLINING + '=' + LEAST_INLINING));
    }

    private static Optional<String> option(String name) {
        try {
            return Optional.ofNullable(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class))
                    .map(flags -> flags.getVMOption(name).getValue());
        } catch (IllegalArgumentException absent) {
            return Optional.empty();
        }
    }

    Finding heap() {
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        String found = megabytes + " MiB, " + Runtime.getRuntime().availableProcessors() + " cores";
        return megabytes >= 1000 ? Finding.fine("heap", found) : Finding.note("heap", found, place.giveMoreHeap());
    }

    Finding nativeMemory() {
        String found = "at most " + (Pointer.maxBytes() >> 20) + " MiB outside the heap, "
                + (Pointer.maxPhysicalBytes() >> 20) + " MiB for the process";
        return System.getProperty(NATIVE_MEMORY) != null
                ? Finding.fine("native memory", found)
                : Finding.note(
                        "native memory",
                        found + " (by default as much as the heap)",
                        place.startWith("-D" + NATIVE_MEMORY + "=4g"));
    }

    /** What the process may take, beside what there is: that of its container, if it is in one. */
    Finding memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? memory(Runtime.getRuntime().maxMemory(), Pointer.maxBytes(), system.getTotalMemorySize())
                : Finding.fine("memory", "this JVM does not tell");
    }

    static Finding memory(long heap, long outside, long machine) {
        String found = String.format(
                Locale.ROOT,
                "%.1f GiB; heap and native memory may take %.1f",
                gibibytes(machine),
                gibibytes(heap + outside));
        return heap + outside <= machine
                ? Finding.fine("memory", found)
                : Finding.note(
                        "memory",
                        found,
                        "Lower one of them, or give the container more (spark.executor.memoryOverhead): a process that"
                                + " takes more than there is gets killed");
    }

    private static double gibibytes(long bytes) {
        return bytes / (double) (1 << 30);
    }
}
