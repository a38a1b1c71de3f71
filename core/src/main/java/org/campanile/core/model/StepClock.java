package org.campanile.core.model;

/**
 * Adds up the wall time that a model's own thread spends in each phase of its steps. A lap takes some 30 ns. Used by that
 * thread only.
 */
public final class StepClock {
    private final long[] nanos = new long[StepPhase.values().length];
    private long last;

    /** Begins a step: the first lap counts from now. */
    public void start() {
        last = System.nanoTime();
    }

    /** Ends a phase: the time since the last lap is its. */
    public void lap(StepPhase phase) {
        long now = System.nanoTime();
        nanos[phase.ordinal()] += now - last;
        last = now;
    }

    /** Time spent in a phase so far, in nanoseconds. */
    public long nanos(StepPhase phase) {
        return nanos[phase.ordinal()];
    }
}
