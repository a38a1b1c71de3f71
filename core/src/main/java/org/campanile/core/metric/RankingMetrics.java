package org.campanile.core.metric;

import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.campanile.core.Check;

/**
 * Means over users of hit rate, recall, NDCG, precision and reciprocal rank at several lengths {@code k} of the
 * recommendation list.
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
 *   <li>MRR: {@code 1 / (rank + 1)} of the best relevant item if it is in the first {@code k}, else 0
 * </ul>
 *
 * <p>Accumulators of disjoint sets of users are merged into one. Mutable; used by one thread at a time.
 */
public final class RankingMetrics implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int[] cutoffs;
    private final double[] hitRate;
    private final double[] recall;
    private final double[] ndcg;
    private final double[] precision;
    private final double[] reciprocalRank;
    private long users;

    /** @param cutoffs the lengths {@code k}, each at least 1 */
    public RankingMetrics(List<Integer> cutoffs) {
        Check.that(!cutoffs.isEmpty(), "metrics need at least one length of the list");
        this.cutoffs = cutoffs.stream()
                .mapToInt(k -> Check.positive(k, "k"))
                .sorted()
                .distinct()
                .toArray();
        this.hitRate = new double[this.cutoffs.length];
        this.recall = new double[this.cutoffs.length];
        this.ndcg = new double[this.cutoffs.length];
        this.precision = new double[this.cutoffs.length];
        this.reciprocalRank = new double[this.cutoffs.length];
    }

    /**
     * Adds one user.
     *
     * @param ranks the 0-based average rank of each of the user's relevant items, in any order; infinite for an item that
     *     is no candidate. A user without relevant items is not counted.
     */
    public void add(double[] ranks) {
        if (ranks.length == 0) {
            return;
        }
        users++;
        for (int i = 0; i < cutoffs.length; i++) {
            addAt(i, ranks);
        }
    }

    private void addAt(int i, double[] ranks) {
        int k = cutoffs[i];
        int hits = 0;
        double gain = 0;
        double best = Double.POSITIVE_INFINITY;
        for (double rank : ranks) {
            Check.that(rank >= 0, "a rank must be at least 0, but is %s", rank);
            if (rank < k) {
                hits++;
                gain += gain(rank);
                best = Math.min(best, rank);
            }
        }
        if (hits > 0) {
            hitRate[i]++;
            recall[i] += (double) hits / ranks.length;
            ndcg[i] += gain / idealGain(Math.min(ranks.length, k));
            precision[i] += (double) hits / k;
            reciprocalRank[i] += 1 / (best + 1);
        }
    }

    private static double gain(double rank) {
        return Math.log(2) / Math.log(rank + 2);
    }

    private static double idealGain(int items) {
        double sum = 0;
        for (int rank = 0; rank < items; rank++) {
            sum += gain(rank);
        }
        return sum;
    }

    /** Adds the users of another accumulator with the same lengths. */
    public void merge(RankingMetrics other) {
        Check.that(
                Arrays.equals(cutoffs, other.cutoffs),
                "metrics at %s cannot be merged with metrics at %s",
                Arrays.toString(cutoffs),
                Arrays.toString(other.cutoffs));
        addAll(hitRate, other.hitRate);
        addAll(recall, other.recall);
        addAll(ndcg, other.ndcg);
        addAll(precision, other.precision);
        addAll(reciprocalRank, other.reciprocalRank);
        users += other.users;
    }

    private static void addAll(double[] sums, double[] others) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += others[i];
        }
    }

    /** Users counted so far. */
    public long users() {
        return users;
    }

    /** The means by name, such as {@code ndcg_at_10}, in a fixed order; all 0 when no user was counted. */
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        put(values, "hit_rate", hitRate);
        put(values, "recall", recall);
        put(values, "ndcg", ndcg);
        put(values, "precision", precision);
        put(values, "mrr", reciprocalRank);
        return values;
    }

    private void put(Map<String, Double> values, String metric, double[] sums) {
        double[] means =
                DoubleStream.of(sums).map(sum -> users == 0 ? 0 : sum / users).toArray();
        for (int i = 0; i < cutoffs.length; i++) {
            values.put(metric + "_at_" + cutoffs[i], means[i]);
        }
    }
}
