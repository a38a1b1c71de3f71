package org.campanile.core.metric;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.campanile.core.Check;

/**
 * Means over users of hit rate, recall, NDCG, precision, average precision and reciprocal rank at several lengths
 * {@code k} of the recommendation list.
 *
 * <p>Works from the 0-based average ranks of a user's relevant items among the candidates: the number of strictly better
 * candidates plus half the number of other candidates with the same score. An item is in the first {@code k} when its
 * rank is below {@code k}; it then gains {@code 1 / log2(rank + 2)}. With {@code n} relevant items, of which {@code h}
 * are in the first {@code k}:
 *
 * <ul>
 *   <li>hit rate: 1 if {@code h >= 1}
 *   <li>recall: {@code h / n}; precision: {@code h / k}
 *   <li>NDCG: the sum of the gains over that of ranks 0 to {@code min(n, k) - 1} (Järvelin and Kekäläinen, 2002)
 *   <li>MAP, the mean average precision: the sum over the {@code h} items of the precision down to each, over
 *       {@code min(n, k)} (Manning, Raghavan and Schütze, 2008, section 8.4). The precision down to an item is the number
 *       of relevant items down to it over {@code rank + 1}; of {@code t} relevant items with the same score, each has
 *       {@code (t + 1) / 2} down to it
 *   <li>MRR: {@code 1 / (rank + 1)} of the best relevant item if it is in the first {@code k}, else 0
 * </ul>
 *
 * <p>Accumulators of disjoint sets of users are merged into one. Mutable; used by one thread at a time.
 */
public final class RankingMetrics implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final List<String> NAMES = List.of("hit_rate", "recall", "ndcg", "precision", "map", "mrr");
    private static final double LOG_2 = Math.log(2);

    private final int[] cutoffs;
    /** By number of items: the gain of as many on top. */
    private final double[] idealGains;

    /** Sums over users, by metric and then by length; so are the values of the user added last. */
    private final double[] sums;

    private final double[] last;
    private long users;

    /** @param cutoffs the lengths {@code k}, each at least 1 */
    public RankingMetrics(List<Integer> cutoffs) {
        Check.that(!cutoffs.isEmpty(), "metrics need at least one length of the list");
        this.cutoffs = cutoffs.stream()
                .mapToInt(k -> Check.positive(k, "k"))
                .sorted()
                .distinct()
                .toArray();
        this.idealGains = new double[this.cutoffs[this.cutoffs.length - 1] + 1];
        for (int items = 1; items < idealGains.length; items++) {
            idealGains[items] = idealGains[items - 1] + gain(items - 1);
        }
        this.sums = new double[NAMES.size() * this.cutoffs.length];
        this.last = new double[sums.length];
    }

    /**
     * Adds one user.
     *
     * @param ranks the 0-based average rank of each of the user's relevant items, in any order; infinite for an item that
     *     is no candidate. A user without relevant items is not counted.
     * @return the user's own values, in the order of {@link #names()}, valid until the next user is added; zeros for one
     *     that is not counted
     */
    public double[] add(double[] ranks) {
        Arrays.fill(last, 0);
        if (ranks.length == 0) {
            return last;
        }
        double[] ascending = ranks.clone();
        Arrays.sort(ascending);
        for (double rank : ascending) {
            Check.that(rank >= 0, "a rank must be at least 0, but is %s", rank);
        }
        for (int i = 0; i < cutoffs.length; i++) {
            measure(i, ascending);
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] += last[i];
        }
        users++;
        return last;
    }

    private void measure(int i, double[] ascending) {
        int k = cutoffs[i];
        int hits = 0;
        double gain = 0;
        while (hits < ascending.length && ascending[hits] < k) {
            gain += gain(ascending[hits]);
            hits++;
        }
        if (hits == 0) {
            return;
        }
        int most = Math.min(ascending.length, k);
        double[] values = {
            1,
            (double) hits / ascending.length,
            gain / idealGains[most],
            (double) hits / k,
            precisionSum(ascending, hits) / most,
            1 / (ascending[0] + 1)
        };
        for (int metric = 0; metric < values.length; metric++) {
            last[metric * cutoffs.length + i] = values[metric];
        }
    }

    /** Sum over the first items of the precision down to each. Relevant items have the same rank if they tie. */
    private static double precisionSum(double[] ascending, int hits) {
        double sum = 0;
        int first = 0;
        while (first < hits) {
            int end = first + 1;
            while (end < hits && ascending[end] == ascending[first]) {
                end++;
            }
            sum += (end - first) * (first + (end - first + 1) / 2.0) / (ascending[first] + 1);
            first = end;
        }
        return sum;
    }

    private static double gain(double rank) {
        return LOG_2 / Math.log(rank + 2);
    }

    /** Adds the users of another accumulator with the same lengths. */
    public void merge(RankingMetrics other) {
        Check.that(
                Arrays.equals(cutoffs, other.cutoffs),
                "metrics at %s cannot be merged with metrics at %s",
                Arrays.toString(cutoffs),
                Arrays.toString(other.cutoffs));
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
        }
        users += other.users;
    }

    /** Users counted so far. */
    public long users() {
        return users;
    }

    /** The names of the metrics, such as {@code ndcg_at_10}, in the order of their values. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (String metric : NAMES) {
            for (int k : cutoffs) {
                names.add(metric + "_at_" + k);
            }
        }
        return names;
    }

    /** The means by name, in a fixed order; all 0 when no user was counted. */
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        for (String name : names()) {
            values.put(name, users == 0 ? 0 : sums[values.size()] / users);
        }
        return values;
    }
}
