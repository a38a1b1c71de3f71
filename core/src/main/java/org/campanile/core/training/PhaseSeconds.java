package org.campanile.core.training;

import org.campanile.core.model.StepClock;
import org.campanile.core.model.StepPhase;

/** Wall time of this worker's steps by phase, in seconds; see {@link StepPhase}. */
public record PhaseSeconds(double lookUp, double forward, double backward, double update) {
    static PhaseSeconds of(StepClock clock) {
        return new PhaseSeconds(
                clock.nanos(StepPhase.LOOK_UP) / 1e9,
                clock.nanos(StepPhase.FORWARD) / 1e9,
                clock.nanos(StepPhase.BACKWARD) / 1e9,
                clock.nanos(StepPhase.UPDATE) / 1e9);
    }

    public PhaseSeconds plus(PhaseSeconds other) {
        return new PhaseSeconds(
                lookUp + other.lookUp, forward + other.forward, backward + other.backward, update + other.update);
    }

    PhaseSeconds minus(PhaseSeconds other) {
        return new PhaseSeconds(
                lookUp - other.lookUp, forward - other.forward, backward - other.backward, update - other.update);
    }
}
