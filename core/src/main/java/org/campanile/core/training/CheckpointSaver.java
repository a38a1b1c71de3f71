package org.campanile.core.training;

/** Saves the model at a position at which all workers are alike. Called on every worker; decides itself who writes. */
public interface CheckpointSaver {
    /** Saves what training can go on from. */
    void save(TrainingPosition position);

    /** Saves the best model so far, in the place of the best before. */
    void saveBest(TrainingPosition position);
}
