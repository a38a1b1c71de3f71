package org.campanile.core.training;

import java.util.List;
import org.campanile.core.collective.Collective;
import org.campanile.core.config.AveragingConfiguration;
import org.campanile.core.config.AveragingConfiguration.Deltas;
import org.campanile.core.config.AveragingConfiguration.Exchange;
import org.campanile.core.nn.DenseParameters;

/**
 * Brings the dense parameters of all workers together at the end of a round. Used by the training thread, on all workers
 * at the same steps.
 */
sealed interface DenseAveraging extends AutoCloseable permits WholeAveraging, DeltaAveraging {
    /**
     * The configured one.
     *
     * @param outer makes the next parameters of the mean
     */
    static DenseAveraging of(
            AveragingConfiguration configuration,
            Collective collective,
            List<DenseParameters> networks,
            OuterOptimizer outer) {
        return configuration.deltas() == Deltas.FULL && configuration.exchange() == Exchange.BLOCKING
                ? new WholeAveraging(collective, networks, outer)
                : new DeltaAveraging(configuration, collective, networks, outer);
    }

    /** The first round begins, from the present parameters, which are alike on all workers. */
    void begin();

    /** Waits until nothing is under way, so that the collective may be used. */
    void await();

    /** Whether something is under way. */
    boolean isUnderWay();

    /** Ends a round. Nothing is under way before; afterwards something may be, unless the round must be settled. */
    void average(RoundEnd end);

    /** Whether the optimizers' state is averaged at such an end of a round. */
    boolean averagesOptimizers(RoundEnd end);

    /** Ends what is under way. */
    @Override
    void close();
}
