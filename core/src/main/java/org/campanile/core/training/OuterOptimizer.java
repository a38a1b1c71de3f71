package org.campanile.core.training;

import java.util.List;
import org.campanile.core.config.AveragingConfiguration;
import org.campanile.core.model.StateVector;
import org.campanile.core.nn.DenseParameters;

/**
 * What becomes of the mean of the workers' dense parameters at the end of a round. The same arithmetic on the same numbers
 * on every worker, so that all stay alike. Used by the training thread.
 */
public sealed interface OuterOptimizer permits OuterAverage, OuterNesterov {
    /**
     * The configured one.
     *
     * @param networks those that are averaged, in their order
     */
    static OuterOptimizer of(AveragingConfiguration configuration, List<DenseParameters> networks) {
        return switch (configuration.outer()) {
            case AVERAGE -> new OuterAverage();
            case NESTEROV ->
                new OuterNesterov(
                        (float) configuration.outerMomentum(), (float) configuration.outerLearningRate(), networks);
        };
    }

    /** Begins a training, or one that goes on, from the networks' present parameters. */
    void begin();

    /**
     * Ends a round: replaces the mean of a network's parameters by those that the next round begins with.
     *
     * @param network its number
     * @param mean    the mean over the workers, {@code [>= size]}
     */
    void step(int network, float[] mean);

    /** Whether {@link #step} changes nothing. */
    boolean isAverage();

    /** What it must remember from one round to the next. */
    List<StateVector> state();
}
