package org.campanile.core.training;

import org.campanile.core.Check;
import org.campanile.core.optimizer.ValidationProgress;
import org.campanile.core.stream.ReaderState;

/**
 * How far training has come; the same on every worker.
 *
 * @param globalStep steps taken since the start of training
 * @param reader     the next step to read
 * @param validation what the validations so far came to
 */
public record TrainingPosition(long globalStep, ReaderState reader, ValidationProgress validation) {
    /** Before the first step. */
    public static final TrainingPosition START = new TrainingPosition(0, new ReaderState(0, 0));

    public TrainingPosition {
        Check.that(globalStep >= 0, "globalStep must be at least 0, but is %d", globalStep);
    }

    /** Before the first validation. */
    public TrainingPosition(long globalStep, ReaderState reader) {
        this(globalStep, reader, ValidationProgress.NONE);
    }

    /** At the same step, after a validation. */
    TrainingPosition with(ValidationProgress newValidation) {
        return new TrainingPosition(globalStep, reader, newValidation);
    }

    /** After one more step of an epoch of {@code stepsPerEpoch} steps. */
    TrainingPosition next(int stepsPerEpoch) {
        int step = reader.step() + 1;
        ReaderState next =
                step == stepsPerEpoch ? new ReaderState(reader.epoch() + 1, 0) : new ReaderState(reader.epoch(), step);
        return new TrainingPosition(globalStep + 1, next, validation);
    }

    boolean isEpochStart() {
        return reader.step() == 0;
    }
}
