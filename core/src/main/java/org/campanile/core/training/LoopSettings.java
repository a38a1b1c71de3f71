package org.campanile.core.training;

import org.campanile.core.Check;
import org.campanile.core.config.AveragingConfiguration;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.ScheduleConfiguration;
import org.campanile.core.config.TableOwnership;
import org.campanile.core.config.TrainingConfiguration;
import org.campanile.core.config.ValidationConfiguration;

/**
 * What the loop needs of the training configuration.
 *
 * @param epochs          passes over the samples
 * @param averaging       when and how the workers' parameters are averaged
 * @param checkpointEvery steps between two checkpoints within an epoch, 0 for none; a multiple of the averaging interval,
 *                        since all workers are alike only right after an averaging
 * @param tables          whose the embedding tables are; workers that share them wait for each other after each round
 * @param schedule        learning rates over the steps
 * @param validation      when the validation part is measured, and what follows
 */
public record LoopSettings(
        int epochs,
        AveragingConfiguration averaging,
        int checkpointEvery,
        TableOwnership tables,
        ScheduleConfiguration schedule,
        ValidationConfiguration validation) {
    public LoopSettings {
        Check.positive(epochs, "epochs");
        Check.positive(averaging.every(), "averaging.every");
        Check.that(
                checkpointEvery >= 0 && checkpointEvery % averaging.every() == 0,
                "checkpointEvery must be a multiple of %d, but is %d",
                averaging.every(),
                checkpointEvery);
    }

    /** With plain averaging, constant learning rates and without validation. */
    public LoopSettings(int epochs, int averagingEvery, int checkpointEvery, TableOwnership tables) {
        this(
                epochs,
                new AveragingConfiguration(averagingEvery),
                checkpointEvery,
                tables,
                ScheduleConfiguration.CONSTANT,
                ValidationConfiguration.NEVER);
    }

    /** Whether a round ends with the step before a position. */
    boolean endsRoundAt(TrainingPosition position) {
        return position.isEpochStart() || position.reader().step() % averaging.every() == 0;
    }

    /** What must hold after a round that ended at a position. */
    RoundEnd roundEndAt(TrainingPosition position) {
        return savesAt(position) || validatesAt(position) ? RoundEnd.SETTLED : RoundEnd.OPEN;
    }

    /** Whether a checkpoint is due after a round that ended at a position. */
    boolean savesAt(TrainingPosition position) {
        return position.isEpochStart()
                || (checkpointEvery > 0 && position.reader().step() % checkpointEvery == 0);
    }

    /** Whether the validation part is measured after a round that ended at a position. */
    boolean validatesAt(TrainingPosition position) {
        return switch (validation.when()) {
            case NEVER -> false;
            case EACH_EPOCH -> position.isEpochStart();
            case EVERY_STEPS -> position.isEpochStart() || position.reader().step() % validationEvery() == 0;
        };
    }

    private int validationEvery() {
        return roundedUp(validation.everySteps(), averaging.every());
    }

    private static int roundedUp(int steps, int every) {
        return (steps + every - 1) / every * every;
    }

    /** Rounds the checkpoint interval up to the next averaging. */
    public static LoopSettings of(RunConfiguration configuration) {
        TrainingConfiguration training = configuration.training();
        AveragingConfiguration averaging = training.averaging();
        return new LoopSettings(
                training.epochs(),
                averaging,
                roundedUp(training.checkpoint().everySteps(), averaging.every()),
                configuration.cluster().tables(),
                training.schedule(),
                training.validation());
    }
}
