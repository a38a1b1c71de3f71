package org.campanile.core.evaluation;

import java.io.Serializable;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.campanile.core.metric.MeasuredUsers;

/**
 * How well relevant items are found, by slice. A slice of users has all relevant items of its users; a slice of items has,
 * of every user, those relevant items that belong to it, which are to be found among all candidates like the others.
 *
 * <p>Accumulators of disjoint sets of users are merged into one. Mutable; used by one thread at a time.
 */
public final class SliceMetrics implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<Integer> topK;
    private final int replicates;
    private final long seed;
    private final TreeMap<String, MeasuredUsers> slices = new TreeMap<>();

    /** The parameters are those of {@link MeasuredUsers}. */
    public SliceMetrics(List<Integer> topK, int replicates, long seed) {
        this.topK = topK;
        this.replicates = replicates;
        this.seed = seed;
    }

    /** Adds a user. */
    public void add(UserRanking ranking, Slicings slicings) {
        slicings.divide(ranking, (name, ranks) -> slice(name).add(ranking.user(), ranks));
    }

    private MeasuredUsers slice(String name) {
        return slices.computeIfAbsent(name, unused -> new MeasuredUsers(topK, replicates, seed));
    }

    /** Adds the users of another accumulator of the same settings. */
    public void merge(SliceMetrics other) {
        other.slices.forEach((name, measured) -> slice(name).merge(measured));
    }

    /** What was measured, by names such as {@code gender=F}. */
    public SortedMap<String, MeasuredUsers> slices() {
        return slices;
    }
}
