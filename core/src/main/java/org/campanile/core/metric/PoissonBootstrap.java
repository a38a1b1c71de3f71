package org.campanile.core.metric;

import java.io.Serializable;
import java.util.Arrays;
import org.campanile.core.Check;
import org.campanile.core.math.CounterRandom;
import org.campanile.core.math.Poisson;

/**
 * Confidence intervals of means over users by the Poisson bootstrap (Hanley and MacGibbon, 2006; Chamandy et al., 2012,
 * "Estimating Uncertainty for Massive Data Streams"): in each replicate a user counts as often as a draw from the Poisson
 * distribution with mean 1 says, which is what drawing users with replacement comes to when there are many. No replicate
 * needs to know how many users there are, so users are added one by one, on any machine, and memory is
 * {@code replicates * measures} numbers.
 *
 * <p>A draw is a hash of seed, user and replicate: accumulators of the same seed resample the same users, whoever adds
 * them, so that the interval of a difference between two models over the same users is that of paired users.
 *
 * <p>Accumulators of disjoint sets of users are merged into one. Mutable; used by one thread at a time.
 */
public final class PoissonBootstrap implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int measures;
    private final long seed;
    private final double[] weights;

    /** {@code [replicates, measures]}. */
    private final double[] sums;

    /**
     * @param measures   number of values of a user
     * @param replicates number of resamples, at least 0
     */
    public PoissonBootstrap(int measures, int replicates, long seed) {
        this.measures = Check.positive(measures, "measures");
        this.seed = seed;
        this.weights = new double[Check.notNegative(replicates, "replicates")];
        this.sums = new double[Math.multiplyExact(replicates, measures)];
    }

    /**
     * Adds one user.
     *
     * @param user   names the user among all users
     * @param values the user's values {@code [measures]}
     */
    public void add(long user, double[] values) {
        Check.that(values.length == measures, "there are %d values, but %d measures", values.length, measures);
        long userSeed = CounterRandom.hash(seed, user);
        for (int replicate = 0; replicate < weights.length; replicate++) {
            int weight = Poisson.one(CounterRandom.hash(userSeed, replicate));
            if (weight > 0) {
                weights[replicate] += weight;
                int first = replicate * measures;
                for (int measure = 0; measure < measures; measure++) {
                    sums[first + measure] += weight * values[measure];
                }
            }
        }
    }

    /** Adds the users of another accumulator of the same seed and size. */
    public void merge(PoissonBootstrap other) {
        checkSame(other);
        for (int i = 0; i < weights.length; i++) {
            weights[i] += other.weights[i];
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
        }
    }

    /** The interval of a measure's mean that holds 95 % of the replicates; NaN without replicates or users. */
    public ConfidenceInterval interval(int measure) {
        return interval(replicate -> mean(replicate, measure));
    }

    /** The same for the difference between a measure's mean and that of another accumulator over the same users. */
    public ConfidenceInterval intervalOfDifference(PoissonBootstrap other, int measure) {
        checkSame(other);
        return interval(replicate -> mean(replicate, measure) - other.mean(replicate, measure));
    }

    private interface Statistic {
        double of(int replicate);
    }

    private ConfidenceInterval interval(Statistic statistic) {
        double[] values = new double[weights.length];
        int counted = 0;
        for (int replicate = 0; replicate < weights.length; replicate++) {
            if (weights[replicate] > 0) {
                values[counted++] = statistic.of(replicate);
            }
        }
        double[] ascending = Arrays.copyOf(values, counted);
        Arrays.sort(ascending);
        return ConfidenceInterval.ofMiddle(ascending);
    }

    private double mean(int replicate, int measure) {
        return sums[replicate * measures + measure] / weights[replicate];
    }

    private void checkSame(PoissonBootstrap other) {
        Check.that(
                seed == other.seed && measures == other.measures && weights.length == other.weights.length,
                "%d replicates of %d measures with seed %d do not fit %d of %d with seed %d",
                weights.length,
                measures,
                seed,
                other.weights.length,
                other.measures,
                other.seed);
    }
}
