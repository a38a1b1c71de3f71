package org.campanile.core.training;

/** Measures the rounds of one epoch. Owned by the training thread. */
final class RoundClock {
    private final ParameterAveraging averaging;
    private long begin = System.nanoTime();
    private long waited;
    private double synced;
    private long bytes;

    RoundClock(ParameterAveraging averaging) {
        this.averaging = averaging;
        this.synced = averaging.seconds();
        this.bytes = averaging.bytesSent();
    }

    /** Reports the time since the last report. */
    RoundReport report(TrainingPosition position, RoundTotals totals, long waitNanos) {
        long now = System.nanoTime();
        RoundReport report = new RoundReport(
                position,
                totals.samples() == 0 ? 0 : totals.lossSum() / totals.samples(),
                totals.samples(),
                (now - begin) / 1e9,
                (waitNanos - waited) / 1e9,
                averaging.seconds() - synced,
                averaging.bytesSent() - bytes);
        begin = now;
        waited = waitNanos;
        synced = averaging.seconds();
        bytes = averaging.bytesSent();
        return report;
    }
}
