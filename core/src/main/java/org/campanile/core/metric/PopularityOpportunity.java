package org.campanile.core.metric;

import java.io.Serializable;
import java.util.Arrays;
import org.campanile.core.Check;

/**
 * Popularity-opportunity bias (Zhu, He, Zhao, Zhang, Wang and Caverlee, WSDM 2021): whether, of items that users like alike,
 * popular ones are ranked above unpopular ones. With {@code SRC} Spearman's rank correlation,
 *
 * <ul>
 *   <li>PRU is the mean over users of {@code -SRC(popularity, rank)} over the user's relevant items; users of whom it is not
 *       defined, for want of two relevant items of different popularity and rank, do not count
 *   <li>PRI is {@code -SRC(popularity, mean rank)} over items, with the mean over the users to whom the item is relevant
 * </ul>
 *
 * <p>0 says that popularity makes no difference; 1 that the more popular one always comes first. Ranks at and beyond the
 * depth of the lists count as tied with one another. Takes 12 bytes per item.
 *
 * <p>Accumulators of disjoint sets of users are merged into one. Mutable; used by one thread at a time.
 */
public final class PopularityOpportunity implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int depth;
    private final double[] rankSums;
    private final int[] times;
    private double correlationSum;
    private long correlatedUsers;

    /**
     * @param items number of items, the unknown one included
     * @param depth ranks from here on are tied
     */
    public PopularityOpportunity(int items, int depth) {
        this.depth = Check.positive(depth, "depth");
        this.rankSums = new double[Check.positive(items, "items")];
        this.times = new int[items];
    }

    /**
     * Adds one user.
     *
     * @param relevant   the user's relevant items
     * @param ranks      their 0-based ranks; others may follow
     * @param popularity training interactions of each item, by index
     */
    public void add(int[] relevant, double[] ranks, long[] popularity) {
        double[] popularities = new double[relevant.length];
        double[] capped = new double[relevant.length];
        for (int i = 0; i < relevant.length; i++) {
            popularities[i] = popularity[relevant[i]];
            capped[i] = Math.min(ranks[i], depth);
            rankSums[relevant[i]] += capped[i];
            times[relevant[i]]++;
        }
        double correlation = SpearmanCorrelation.of(popularities, capped);
        if (!Double.isNaN(correlation)) {
            correlationSum += correlation;
            correlatedUsers++;
        }
    }

    /** Adds the users of another accumulator of the same items and depth. */
    public void merge(PopularityOpportunity other) {
        Check.that(
                depth == other.depth && times.length == other.times.length,
                "ranks down to %d of %d items do not fit ranks down to %d of %d",
                depth,
                times.length,
                other.depth,
                other.times.length);
        for (int item = 0; item < times.length; item++) {
            rankSums[item] += other.rankSums[item];
            times[item] += other.times[item];
        }
        correlationSum += other.correlationSum;
        correlatedUsers += other.correlatedUsers;
    }

    /** PRU; NaN when it is defined for no user. */
    public double ofUsers() {
        return correlatedUsers == 0 ? Double.NaN : -correlationSum / correlatedUsers;
    }

    /**
     * PRI; NaN when it is not defined.
     *
     * @param popularity training interactions of each item, by index
     */
    public double ofItems(long[] popularity) {
        double[] popularities = new double[times.length];
        double[] means = new double[times.length];
        int liked = 0;
        for (int item = 0; item < times.length; item++) {
            if (times[item] > 0) {
                popularities[liked] = popularity[item];
                means[liked] = rankSums[item] / times[item];
                liked++;
            }
        }
        return -SpearmanCorrelation.of(Arrays.copyOf(popularities, liked), Arrays.copyOf(means, liked));
    }
}
