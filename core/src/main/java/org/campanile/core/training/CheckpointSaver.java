package org.campanile.core.training;

/** Saves the model at a position at which all workers are alike. Called on every worker; decides itself who writes. */
@FunctionalInterface
public interface CheckpointSaver {
    void save(TrainingPosition position);
}
