package org.campanile.examples.benchmarks.workload;

/**
 * Seconds that a step takes.
 *
 * @param median    median over the windows
 * @param best      of the fastest window
 * @param cpuMedian processor seconds of the whole process, garbage collector and compiler included
 */
record StepTiming(double median, double best, double cpuMedian) {
    /** Samples per second of a step of so many samples, with the best window and processor time beside. */
    Measurement rate(int samples) {
        return Measurement.of(samples / median)
                .with("best", Math.round(samples / best))
                .with("samples_per_cpu_second", Math.round(samples / cpuMedian));
    }
}
