package org.campanile.examples.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the measurements ran on. */
record Machine(String cpu, int cores, long memoryGib, String versions) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    static Machine detect(String versions) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(processor(), system.getAvailableProcessors(), system.getTotalMemorySize() >> 30, versions);
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException absent) {
            return System.getProperty("os.arch");
        }
    }
}
