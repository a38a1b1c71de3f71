package org.campanile.core.optimizer;

import java.util.List;
import org.campanile.core.config.ValidationConfiguration;

/**
 * What the validations of a training have come to so far: a value that checkpoints keep, from which the same decisions
 * follow when training goes on.
 *
 * @param validations    how many there were
 * @param best           the best value of the metric; without meaning before the first validation
 * @param bestStep       the global step at which it was measured
 * @param worseInARow    validations since then
 * @param sinceReduction validations that were no better since the last reduction of learning rates, or since the best
 * @param reductions     the reductions of learning rates so far
 */
public record ValidationProgress(
        int validations,
        double best,
        long bestStep,
        int worseInARow,
        int sinceReduction,
        List<LearningRates.Reduction> reductions) {
    /** Before the first validation. */
    public static final ValidationProgress NONE = new ValidationProgress(0, 0, 0, 0, 0, List.of());

    public ValidationProgress {
        reductions = List.copyOf(reductions);
    }

    /**
     * After one more validation. On a plateau the learning rates are reduced.
     *
     * @param step  the global step
     * @param value the metric
     */
    public ValidationProgress next(ValidationConfiguration settings, long step, double value, LearningRates rates) {
        if (validations == 0 || settings.metric().isBetter(value, best, settings.minDelta())) {
            return new ValidationProgress(validations + 1, value, step, 0, 0, reductions);
        }
        boolean isPlateau = settings.reduceFactor() < 1 && sinceReduction >= settings.reducePatience();
        if (isPlateau) {
            rates.reduce(settings.reduceFactor());
        }
        return new ValidationProgress(
                validations + 1,
                best,
                bestStep,
                worseInARow + 1,
                isPlateau ? 0 : sinceReduction + 1,
                rates.reductions());
    }

    /** Whether the last validation was the best. */
    public boolean endsInBest() {
        return validations > 0 && worseInARow == 0;
    }

    /** Whether training ends here. */
    public boolean stops(ValidationConfiguration settings) {
        return settings.stopPatience() > 0 && worseInARow >= settings.stopPatience();
    }
}
