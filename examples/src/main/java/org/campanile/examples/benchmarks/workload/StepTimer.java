package org.campanile.examples.benchmarks.workload;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Times a repeated step: after a warm-up, windows of about a quarter of a second, each giving the mean seconds of its
 * steps; the result is the median over the windows, so that what other processes take shows in the best one alone.
 */
final class StepTimer {
    private static final double WINDOW_SECONDS = 0.25;
    private static final double CALIBRATION_SECONDS = 0.5;
    private static final int MIN_STEPS = 3;
    private static final int MIN_WINDOWS = 5;

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Runnable step;
    private final List<Double> wall = new ArrayList<>();
    private final List<Double> cpu = new ArrayList<>();

    private StepTimer(Runnable step) {
        this.step = step;
    }

    /**
     * Warms up and measures.
     *
     * @param warmUp  seconds before measuring: the JIT compiler needs some
     * @param seconds seconds of measuring, and at least five windows
     */
    static StepTiming measure(Runnable step, double warmUp, double seconds) {
        StepTimer timer = new StepTimer(step);
        timer.repeatFor(warmUp);
        int perWindow = Math.max(1, (int) Math.round(WINDOW_SECONDS / timer.repeatFor(CALIBRATION_SECONDS)));
        long begin = System.nanoTime();
        while (secondsSince(begin) < seconds || timer.wall.size() < MIN_WINDOWS) {
            timer.window(perWindow);
        }
        return new StepTiming(
                Statistics.median(timer.wall), Statistics.smallest(timer.wall), Statistics.median(timer.cpu));
    }

    /** Seconds per step. */
    private double repeatFor(double seconds) {
        long begin = System.nanoTime();
        int steps = 0;
        while (steps < MIN_STEPS || secondsSince(begin) < seconds) {
            step.run();
            steps++;
        }
        return secondsSince(begin) / steps;
    }

    private void window(int steps) {
        long begin = System.nanoTime();
        long cpuBegin = PROCESS.getProcessCpuTime();
        for (int i = 0; i < steps; i++) {
            step.run();
        }
        wall.add(secondsSince(begin) / steps);
        cpu.add((PROCESS.getProcessCpuTime() - cpuBegin) / 1e9 / steps);
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
