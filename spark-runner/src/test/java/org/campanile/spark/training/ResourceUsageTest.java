package org.campanile.spark.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.campanile.core.stream.ReaderState;
import org.campanile.core.training.PhaseSeconds;
import org.campanile.core.training.RoundReport;
import org.campanile.core.training.TrainingPosition;
import org.junit.jupiter.api.Test;

class ResourceUsageTest {
    private static RoundReport round(double readerSeconds, double syncSeconds, long syncBytes) {
        return new RoundReport(
                new TrainingPosition(16, new ReaderState(1, 0)),
                0.5,
                100,
                30,
                2.0,
                readerSeconds,
                new PhaseSeconds(0, 0, 0, 0),
                syncSeconds,
                syncBytes);
    }

    @Test
    void theProcessIsMeasured() {
        Map<String, Double> values = new ResourceUsage(GpuUsage.ofThisMachine()).take();

        assertThat(values).containsKeys("cpu_utilization_percentage", "off_heap_usage_megabytes");
        assertThat(values.get("cpu_utilization_percentage")).isBetween(0.0, 100.0);
        double heap = Runtime.getRuntime().maxMemory() / 1e6;
        assertThat(values.get("heap_usage_megabytes")).isPositive().isLessThanOrEqualTo(heap);
        assertThat(values.get("process_memory_usage_megabytes"))
                .isPositive()
                .isLessThan(values.get("system_memory_usage_megabytes") + heap);
    }

    @Test
    void waitsAreThoseSinceTheyWereLastAskedFor() {
        ResourceUsage usage = new ResourceUsage(GpuUsage.ofThisMachine());
        usage.add(round(0.25, 0.5, 300));
        usage.add(round(0.5, 0.25, 200));

        assertThat(usage.take())
                // two rounds of 30 samples by this worker in 2 seconds each
                .containsEntry("samples_per_second", 15.0)
                .containsEntry("reader_wait_seconds", 0.75)
                .containsEntry("sync_seconds", 0.75)
                .containsEntry("sync_bytes", 500.0);
        assertThat(usage.take()).doesNotContainKey("sync_seconds");
        usage.add(round(1, 0, 0));
        assertThat(usage.take()).containsEntry("reader_wait_seconds", 1.0);
    }

    /** A mebibyte is 1.048576 megabytes. */
    @Test
    void theAnswerOfNvidiaSmiIsRead() {
        assertThat(GpuUsage.parse("0, 87, 1000\n1, [N/A], 0\n\nnonsense\n"))
                .containsOnly(
                        Map.entry("gpu_0_utilization_percentage", 87.0),
                        Map.entry("gpu_0_memory_usage_megabytes", 1048.576),
                        Map.entry("gpu_1_memory_usage_megabytes", 0.0));
    }
}
