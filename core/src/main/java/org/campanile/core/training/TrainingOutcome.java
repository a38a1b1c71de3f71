package org.campanile.core.training;

/** How a worker's training ended. */
public sealed interface TrainingOutcome {
    /** All epochs are done. */
    record Finished(TrainingPosition position) implements TrainingOutcome {}

    /**
     * Some worker's loss is no longer a finite number. Nothing was averaged or saved since.
     *
     * @param reason this worker's finding in a sentence; empty when the fault lies with another worker
     */
    record Diverged(TrainingPosition position, String reason) implements TrainingOutcome {}
}
