package org.campanile.core.training;

import org.campanile.core.Check;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.TableOwnership;
import org.campanile.core.config.TrainingConfiguration;

/**
 * What the loop needs of the training configuration.
 *
 * @param epochs          passes over the samples
 * @param averagingEvery  steps between two averagings
 * @param checkpointEvery steps between two checkpoints within an epoch, 0 for none; a multiple of the averaging interval,
 *                        since all workers are alike only right after an averaging
 * @param tables          whose the embedding tables are; workers that share them wait for each other after each round
 */
public record LoopSettings(int epochs, int averagingEvery, int checkpointEvery, TableOwnership tables) {
    public LoopSettings {
        Check.positive(epochs, "epochs");
        Check.positive(averagingEvery, "averagingEvery");
        Check.that(
                checkpointEvery >= 0 && checkpointEvery % averagingEvery == 0,
                "checkpointEvery must be a multiple of %d, but is %d",
                averagingEvery,
                checkpointEvery);
    }

    /** Rounds the checkpoint interval up to the next averaging. */
    public static LoopSettings of(RunConfiguration configuration) {
        TrainingConfiguration training = configuration.training();
        int every = training.averaging().every();
        int rounds = (training.checkpoint().everySteps() + every - 1) / every;
        return new LoopSettings(
                training.epochs(),
                every,
                rounds * every,
                configuration.cluster().tables());
    }
}
