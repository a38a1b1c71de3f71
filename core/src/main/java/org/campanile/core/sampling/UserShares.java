package org.campanile.core.sampling;

import java.util.Arrays;
import java.util.List;
import org.campanile.core.Check;

/**
 * How many samples each worker has where all samples of a user are one worker's: those of the user with index u are rank
 * {@code u mod W}'s, who of W workers owns row u of a sharded table, too.
 *
 * @param samples by rank
 */
public record UserShares(List<Long> samples) {
    public UserShares {
        samples = List.copyOf(samples);
        Check.that(!samples.isEmpty(), "there must be a worker");
    }

    /**
     * The shares of the users that have these samples.
     *
     * @param counts samples of each user, by index
     */
    public static UserShares of(long[] counts, int workers) {
        long[] shares = new long[Check.positive(workers, "workers")];
        for (int user = 0; user < counts.length; user++) {
            shares[owner(user, workers)] += counts[user];
        }
        return new UserShares(Arrays.stream(shares).boxed().toList());
    }

    /** The rank whose samples a user's are. */
    public static int owner(int user, int workers) {
        return user % workers;
    }

    /** Samples of all workers. */
    public long total() {
        return samples.stream().mapToLong(Long::longValue).sum();
    }

    /** The largest share, as a multiple of the mean one; 1 when all are alike. */
    public double imbalance() {
        return total() == 0 ? 1 : (double) largest() * samples.size() / total();
    }

    /** Steps of an epoch: those of the worker that has most samples. */
    public int steps(int batchSize) {
        return Math.toIntExact((largest() + batchSize - 1) / batchSize);
    }

    private long largest() {
        return samples.stream().mapToLong(Long::longValue).max().orElseThrow();
    }
}
