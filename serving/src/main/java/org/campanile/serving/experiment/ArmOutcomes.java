package org.campanile.serving.experiment;

import org.apache.commons.math3.stat.descriptive.StatisticalSummary;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.campanile.core.math.CounterRandom;
import org.campanile.core.metric.PoissonBootstrap;

/** The outcomes of the users of one arm, a number of each. Mutable; for one thread. */
final class ArmOutcomes {
    private final SummaryStatistics statistics = new SummaryStatistics();
    private final PoissonBootstrap bootstrap;

    /**
     * @param replicates number of resamples
     * @param seed       the same for arms that are to be compared
     */
    ArmOutcomes(int replicates, long seed) {
        this.bootstrap = new PoissonBootstrap(1, replicates, seed);
    }

    void add(String user, double outcome) {
        statistics.addValue(outcome);
        bootstrap.add(CounterRandom.seedFor(0, user), new double[] {outcome});
    }

    StatisticalSummary statistics() {
        return statistics;
    }

    PoissonBootstrap bootstrap() {
        return bootstrap;
    }
}
