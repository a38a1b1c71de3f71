package org.campanile.core.training;

/** Hears of training's progress, on the training thread; must return soon. */
public interface TrainingListener {
    /** Parameters were averaged; all workers are alike now. */
    void onRound(RoundReport report);

    /** The validation part was measured. */
    void onValidation(ValidationReport report);

    /** An epoch has ended. */
    void onEpoch(EpochReport report);
}
