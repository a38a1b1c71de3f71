package org.campanile.core.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts of numbers in bins that have {@value #BINS_PER_OCTAVE} to an octave, on either side of zero. Bins are fixed, so
 * the counts do not depend on the order of the numbers or on who counts which part, and are exact; a quantile is found with
 * a relative error below 1/{@value #BINS_PER_OCTAVE}. Whole numbers below {@code 2 * }{@value #BINS_PER_OCTAVE} have a bin
 * each. (The idea of HdrHistogram by Tene, and of DDSketch by Masson et al., VLDB 2019.) Memory: one entry per bin that
 * occurs. Not safe for use by several threads.
 */
public final class QuantileSketch implements NumberSummary {
    static final int BINS_PER_OCTAVE = 1024;

    private static final long serialVersionUID = 1L;

    /** Bits of a float's fraction that are dropped: 23 without the ten that number a bin in its octave. */
    private static final int DROPPED_BITS = 13;

    private final TreeMap<Integer, Long> counts = new TreeMap<>();
    private long total;

    @Override
    public void add(@Nullable Float value) {
        float number = Rescaling.presentOrNaN(value);
        if (!Float.isNaN(number)) {
            /* Adding 0 makes the negative zero a positive one. */
            counts.merge(ordered(Float.floatToIntBits(number + 0.0f)) >> DROPPED_BITS, 1L, Long::sum);
            total++;
        }
    }

    @Override
    public void merge(NumberSummary other) {
        QuantileSketch sketch = (QuantileSketch) other;
        sketch.counts.forEach((bin, count) -> counts.merge(bin, count, Long::sum));
        total += sketch.total;
    }

    /** Buckets that hold about as many of the numbers each; fewer than asked for where numbers repeat. */
    public Buckets buckets(int parts) {
        return new Buckets(boundaries(parts));
    }

    /*
     * For each q of 1 to parts - 1 the greatest number of the first bin up to which a share of at least q / parts lies. Those
     * that fall together, and the greatest of all, are left out.
     */
    private List<Float> boundaries(int parts) {
        List<Float> boundaries = new ArrayList<>();
        long seen = 0;
        int next = 1;
        for (Map.Entry<Integer, Long> bin : counts.entrySet()) {
            seen += bin.getValue();
            /* seen / total >= next / parts, without rounding */
            if (seen < total && next < parts && seen * parts >= next * total) {
                boundaries.add(greatest(bin.getKey()));
                next = (int) (seen * parts / total) + 1;
            }
        }
        return boundaries;
    }

    private static float greatest(int bin) {
        return Float.intBitsToFloat(ordered((bin << DROPPED_BITS) | ((1 << DROPPED_BITS) - 1)));
    }

    /** Bits of floats to integers in the same order, and back. */
    private static int ordered(int bits) {
        return bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
    }
}
