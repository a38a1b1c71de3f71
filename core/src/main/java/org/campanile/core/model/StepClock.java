package org.campanile.core.model;

/**
 * Adds up the wall time that a model's own thread spends in each phase of its steps. A lap takes some 30 ns. Used by that
 * thread only.
 */
public final class StepClock {
    private long lookUp;
    private long forward;
    private long backward;
    private long update;
    private long last;

    /** Begins a step: the first lap counts from now. */
    public void start() {
        last = System.nanoTime();
    }

    /** Ends a phase: the time since the last lap is its. */
    public void lap(StepPhase phase) {
        long now = System.nanoTime();
        long time = now - last;
        last = now;
        switch (phase) {
            case LOOK_UP -> lookUp += time;
            case FORWARD -> forward += time;
            case BACKWARD -> backward += time;
            case UPDATE -> update += time;
        }
    }

    /** Time spent in a phase so far, in nanoseconds. */
    public long nanos(StepPhase phase) {
        return switch (phase) {
            case LOOK_UP -> lookUp;
            case FORWARD -> forward;
            case BACKWARD -> backward;
            case UPDATE -> update;
        };
    }
}
