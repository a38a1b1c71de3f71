package org.campanile.core.metric;

import java.io.Serializable;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The AUC within groups of samples, such as those of a user, on average (gAUC; Zhu et al.: Optimized Cost per Click in Taobao
 * Display Advertising, KDD 2017): what differs between groups alone, such as a user's general rate of clicks, does not count.
 *
 * <pre>
 * gAUC = sum over g of n_g AUC_g / sum over g of n_g     groups g of n_g samples that have both labels
 * </pre>
 *
 * <p>The AUC of a group is exact, equal predictions counting half. Accumulators of disjoint groups are merged into one.
 * Mutable; used by one thread at a time.
 */
public final class GroupedAuc implements Serializable {
    private static final long serialVersionUID = 1L;

    private double weighted;
    private long samples;
    private long groups;
    private long allGroups;

    /**
     * Adds a group with all its samples.
     *
     * @param labels 0 or 1, as many as predictions
     */
    public void add(float[] predictions, float[] labels) {
        allGroups++;
        double area = area(predictions, labels);
        if (!Double.isNaN(area)) {
            weighted += predictions.length * area;
            samples += predictions.length;
            groups++;
        }
    }

    /** NaN without both labels. */
    private static double area(float[] predictions, float[] labels) {
        int[] order = IntStream.range(0, predictions.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> predictions[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double ordered = 0;
        long negatives = 0;
        int begin = 0;
        while (begin < order.length) {
            int end = begin;
            long equalPositives = 0;
            while (end < order.length && predictions[order[end]] == predictions[order[begin]]) {
                equalPositives += labels[order[end]] == 1f ? 1 : 0;
                end++;
            }
            long equalNegatives = end - begin - equalPositives;
            ordered += equalPositives * (negatives + equalNegatives / 2.0);
            negatives += equalNegatives;
            begin = end;
        }
        return ordered / ((double) negatives * (order.length - negatives));
    }

    /** Adds the groups of another accumulator. */
    public void merge(GroupedAuc other) {
        weighted += other.weighted;
        samples += other.samples;
        groups += other.groups;
        allGroups += other.allGroups;
    }

    /** The average; NaN when no group has both labels. */
    public double value() {
        return weighted / samples;
    }

    /** Groups with both labels. */
    public long groups() {
        return groups;
    }

    /** Groups added. */
    public long allGroups() {
        return allGroups;
    }
}
