package org.campanile.core.metric;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.campanile.core.Check;

/**
 * How groups of items fare in the first {@code k} places of the lists, whoever likes them and among those who do (Zhu, Wang
 * and Caverlee, "Measuring and Mitigating Item Under-Recommendation Bias in Personalized Ranking Systems", SIGIR 2020). For
 * a group {@code g}, summed over users,
 *
 * <pre>
 * P(R@k | g)        = recommended items of g / candidates of g
 * P(R@k | g, y = 1) = relevant items of g in the first k / relevant items of g
 * </pre>
 *
 * <p>and over all groups with a denominator, the standard deviation over the mean of the first is RSP, the ranking-based
 * statistical parity, and of the second REO, the ranking-based equal opportunity. 0 says that all groups fare alike.
 *
 * <p>Accumulators of disjoint sets of users are merged into one. Mutable; used by one thread at a time.
 */
public final class GroupExposure implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long[] recommended;
    private final long[] candidates;
    private final long[] found;
    private final long[] relevant;

    /** @param groups number of groups, at least 1 */
    public GroupExposure(int groups) {
        this.recommended = new long[Check.positive(groups, "groups")];
        this.candidates = new long[groups];
        this.found = new long[groups];
        this.relevant = new long[groups];
    }

    /** Counts one user's candidates of a group. */
    public void addCandidates(int group, long count) {
        candidates[group] += count;
    }

    /** Counts a recommended item of a group. */
    public void addRecommended(int group) {
        recommended[group]++;
    }

    /** Counts a relevant item of a group that stands in the first places. */
    public void addFound(int group) {
        relevant[group]++;
        found[group]++;
    }

    /** Counts a relevant item of a group that does not. */
    public void addMissed(int group) {
        relevant[group]++;
    }

    /** Adds the users of another accumulator of the same groups. */
    public void merge(GroupExposure other) {
        addAll(recommended, other.recommended);
        addAll(candidates, other.candidates);
        addAll(found, other.found);
        addAll(relevant, other.relevant);
    }

    private static void addAll(long[] sums, long[] others) {
        Check.that(sums.length == others.length, "%d groups are not %d", sums.length, others.length);
        for (int group = 0; group < sums.length; group++) {
            sums[group] += others[group];
        }
    }

    /** RSP; NaN when nothing was recommended. */
    public double statisticalParity() {
        return relativeDeviation(recommendedShares());
    }

    /** REO; NaN when no relevant item was found. */
    public double equalOpportunity() {
        return relativeDeviation(foundShares());
    }

    /** {@code P(R@k | g)} by group; NaN for a group without candidates. */
    public List<Double> recommendedShares() {
        return shares(recommended, candidates);
    }

    /** {@code P(R@k | g, y = 1)} by group; NaN for a group without relevant items. */
    public List<Double> foundShares() {
        return shares(found, relevant);
    }

    private static List<Double> shares(long[] parts, long[] wholes) {
        List<Double> shares = new ArrayList<>();
        for (int group = 0; group < parts.length; group++) {
            shares.add((double) parts[group] / wholes[group]);
        }
        return shares;
    }

    private static double relativeDeviation(List<Double> shares) {
        double[] known = shares.stream()
                .mapToDouble(Double::doubleValue)
                .filter(share -> !Double.isNaN(share))
                .toArray();
        double mean = Arrays.stream(known).average().orElse(0);
        double variance = Arrays.stream(known)
                        .map(share -> (share - mean) * (share - mean))
                        .sum()
                / known.length;
        return mean == 0 ? Double.NaN : Math.sqrt(variance) / mean;
    }
}
