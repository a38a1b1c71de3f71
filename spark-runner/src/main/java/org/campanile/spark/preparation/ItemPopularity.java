package org.campanile.spark.preparation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the rows of each part are spread over items, from the item with the most training rows to the one with the fewest.
 *
 * @param trainedItems items with at least one training row
 * @param curves       by part: share of its rows, in [0, 1], that belongs to the most popular 1, 2, ..., 100 % of items;
 *                     empty without items
 * @param unseen       by part: share of its rows whose item has no training row
 */
public record ItemPopularity(long trainedItems, Map<String, List<Double>> curves, Map<String, Double> unseen) {
    /** Of samples without items. */
    static final ItemPopularity NONE = new ItemPopularity(0, Map.of(), Map.of());

    /** Points of a curve. */
    static final int PERCENT = 100;

    public ItemPopularity {
        Map<String, List<Double>> copies = new TreeMap<>();
        curves.forEach((part, curve) -> copies.put(part, List.copyOf(curve)));
        curves = Collections.unmodifiableMap(copies);
        unseen = Collections.unmodifiableMap(new TreeMap<>(unseen));
    }

    /**
     * The distance between the popularity of two parts: the Jensen-Shannon divergence in bits, from 0 to 1, of how their
     * rows are spread over the hundred classes of items (Lin: Divergence Measures Based on the Shannon Entropy, 1991). Of
     * classes rather than items, for which a small part would always seem to differ.
     */
    double drift(String from, String to) {
        List<Double> p = steps(from);
        List<Double> q = steps(to);
        double divergence = 0;
        for (int i = 0; i < p.size(); i++) {
            double mean = (p.get(i) + q.get(i)) / 2;
            divergence += term(p.get(i), mean) / 2 + term(q.get(i), mean) / 2;
        }
        return Math.max(0, divergence);
    }

    private List<Double> steps(String part) {
        List<Double> curve = curves.getOrDefault(part, Collections.nCopies(PERCENT, 0.0));
        List<Double> steps = new ArrayList<>();
        double before = 0;
        for (double share : curve) {
            steps.add(share - before);
            before = share;
        }
        return steps;
    }

    private static double term(double share, double mean) {
        return share <= 0 ? 0 : share * Math.log(share / mean) / Math.log(2);
    }
}
