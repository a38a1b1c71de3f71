package org.campanile.core.training;

import org.campanile.core.model.StepClock;

/** Measures the rounds of one epoch. Owned by the training thread. */
final class RoundClock {
    private final ParameterAveraging averaging;
    private final StepClock steps;
    private long begin = System.nanoTime();
    private long waited;
    private double synced;
    private long bytes;
    private PhaseSeconds phases;

    RoundClock(ParameterAveraging averaging, StepClock steps) {
        this.averaging = averaging;
        this.steps = steps;
        this.phases = PhaseSeconds.of(steps);
        this.synced = averaging.seconds();
        this.bytes = averaging.bytesSent();
    }

    /**
     * Reports the time since the last report.
     *
     * @param totals of all workers
     * @param own    of this worker
     */
    RoundReport report(TrainingPosition position, RoundTotals totals, RoundTotals own, long waitNanos) {
        long now = System.nanoTime();
        PhaseSeconds phasesNow = PhaseSeconds.of(steps);
        RoundReport report = new RoundReport(
                position,
                totals.samples() == 0 ? 0 : totals.lossSum() / totals.samples(),
                totals.samples(),
                own.samples(),
                (now - begin) / 1e9,
                (waitNanos - waited) / 1e9,
                phasesNow.minus(phases),
                averaging.seconds() - synced,
                averaging.bytesSent() - bytes);
        begin = now;
        phases = phasesNow;
        waited = waitNanos;
        synced = averaging.seconds();
        bytes = averaging.bytesSent();
        return report;
    }
}
