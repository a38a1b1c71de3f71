package org.campanile.spark.training;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.campanile.core.training.RoundReport;

/**
 * What a worker's process takes of its machine, and how fast the worker itself trained and what it spent waiting since it
 * was last asked. Named as
 * MLflow names its own system metrics where there is one of that kind. Guards its own state.
 */
final class ResourceUsage {
    private static final double MEGABYTE = 1e6;

    private final GpuUsage gpus;
    private long samples;
    private double seconds;
    private double readerSeconds;
    private double syncSeconds;
    private long rounds;
    private long syncBytes;

    ResourceUsage(GpuUsage gpus) {
        this.gpus = gpus;
    }

    /** Counts what a round took of this worker. */
    synchronized void add(RoundReport round) {
        samples += round.ownSamples();
        seconds += round.seconds();
        readerSeconds += round.readerSeconds();
        syncSeconds += round.syncSeconds();
        rounds++;
        syncBytes += round.syncBytes();
    }

    /** The values by name; counts begin anew. */
    Map<String, Double> take() {
        Map<String, Double> values = new LinkedHashMap<>();
        addProcess(values);
        values.putAll(gpus.measure());
        addRounds(values);
        return values;
    }

    private static void addProcess(Map<String, Double> values) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            double load = system.getProcessCpuLoad();
            if (load >= 0) {
                values.put("cpu_utilization_percentage", 100 * load);
            }
            long used = system.getTotalMemorySize() - system.getFreeMemorySize();
            values.put("system_memory_usage_megabytes", used / MEGABYTE);
        }
        Runtime heap = Runtime.getRuntime();
        values.put("heap_usage_megabytes", (heap.totalMemory() - heap.freeMemory()) / MEGABYTE);
        values.put("off_heap_usage_megabytes", Pointer.totalBytes() / MEGABYTE);
        values.put("process_memory_usage_megabytes", Pointer.physicalBytes() / MEGABYTE);
    }

    private synchronized void addRounds(Map<String, Double> values) {
        if (rounds > 0) {
            values.put("samples_per_second", seconds > 0 ? samples / seconds : 0);
            values.put("reader_wait_seconds", readerSeconds);
            values.put("sync_seconds", syncSeconds);
            values.put("sync_bytes", (double) syncBytes);
        }
        samples = 0;
        seconds = 0;
        readerSeconds = 0;
        syncSeconds = 0;
        rounds = 0;
        syncBytes = 0;
    }
}
