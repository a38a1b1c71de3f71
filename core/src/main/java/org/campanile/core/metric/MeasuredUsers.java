package org.campanile.core.metric;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ranking metrics over users, with confidence intervals.
 *
 * <p>Accumulators of disjoint sets of users are merged into one. Mutable; used by one thread at a time.
 */
public final class MeasuredUsers implements Serializable {
    private static final long serialVersionUID = 1L;

    private final RankingMetrics metrics;
    private final PoissonBootstrap bootstrap;

    /**
     * @param cutoffs    lengths of the list, each at least 1
     * @param replicates resamples for the intervals; 0 for none
     * @param seed       of the resamples: the same for all that are to be compared
     */
    public MeasuredUsers(List<Integer> cutoffs, int replicates, long seed) {
        this.metrics = new RankingMetrics(cutoffs);
        this.bootstrap = new PoissonBootstrap(metrics.names().size(), replicates, seed);
    }

    /**
     * Adds one user.
     *
     * @param user  names the user among all users
     * @param ranks as for {@link RankingMetrics#add}
     */
    public void add(long user, double[] ranks) {
        double[] values = metrics.add(ranks);
        if (ranks.length > 0) {
            bootstrap.add(user, values);
        }
    }

    /** Adds the users of another accumulator with the same settings. */
    public void merge(MeasuredUsers other) {
        metrics.merge(other.metrics);
        bootstrap.merge(other.bootstrap);
    }

    /** Users counted so far. */
    public long users() {
        return metrics.users();
    }

    /** The means by name, in a fixed order. */
    public Map<String, Double> values() {
        return metrics.values();
    }

    /** The intervals of the means by name, where they are known. */
    public Map<String, ConfidenceInterval> intervals() {
        Map<String, ConfidenceInterval> intervals = new LinkedHashMap<>();
        for (String name : metrics.names()) {
            ConfidenceInterval interval = interval(name);
            if (interval.isKnown()) {
                intervals.put(name, interval);
            }
        }
        return intervals;
    }

    /** The interval of a mean; not known without resamples or users. */
    public ConfidenceInterval interval(String metric) {
        return bootstrap.interval(metrics.names().indexOf(metric));
    }

    /** The interval of how much a mean is above that of another accumulator over the same users. */
    public ConfidenceInterval intervalAbove(MeasuredUsers other, String metric) {
        return bootstrap.intervalOfDifference(other.bootstrap, metrics.names().indexOf(metric));
    }
}
