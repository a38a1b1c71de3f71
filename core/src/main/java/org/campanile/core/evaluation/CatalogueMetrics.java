package org.campanile.core.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.campanile.core.metric.ItemExposure;

/**
 * How the recommendations in the first {@code k} places spread over the catalogue. With {@code c_i} the recommendations of
 * the candidate {@code i} among {@code n}, and {@code C} their sum:
 *
 * <ul>
 *   <li>{@code items_for_10_percent} to {@code items_for_100_percent}: the least number of items that together have that
 *       part of the recommendations
 *   <li>{@code saturation_items}: the number of items that are recommended more often than the average candidate,
 *       {@code c_i > C / n}; from there on the curve of recommendations over items, most recommended first, rises by less
 *       than the diagonal and is farthest above it, its knee (Satopää et al., "Finding a Kneedle in a Haystack", 2011)
 *   <li>{@code coverage}: the share of the candidates that are recommended at all
 *   <li>{@code gini}: the Gini coefficient of the {@code c_i}, from 0, all candidates alike, to nearly 1, one alone
 *   <li>{@code entropy}: Shannon's, {@code -sum p_i log2 p_i} with {@code p_i = c_i / C}, in bits
 *   <li>{@code average_popularity}: the mean over recommendations of the item's training interactions (Yin et al., "Challenging
 *       the Long Tail Recommendation", VLDB 2012)
 * </ul>
 */
public final class CatalogueMetrics {
    private static final int[] PERCENTS = {10, 20, 50, 100};
    private static final int POINTS_OF_CURVE = 50;
    private static final double LOG_2 = Math.log(2);

    private final ItemExposure exposure;
    private final Catalogue catalogue;

    /** Recommendations of each candidate, ascending. */
    private final int[] ascending;

    private final long total;

    public CatalogueMetrics(ItemExposure exposure, Catalogue catalogue) {
        this.exposure = exposure;
        this.catalogue = catalogue;
        this.ascending = new int[catalogue.candidates().count()];
        for (int place = 0; place < ascending.length; place++) {
            ascending[place] = exposure.counts()[catalogue.candidates().item(place)];
        }
        Arrays.sort(ascending);
        this.total = Arrays.stream(ascending).asLongStream().sum();
    }

    /** The metrics by name, such as {@code gini_at_10}, in a fixed order; none when nothing was recommended. */
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        if (total == 0) {
            return values;
        }
        String at = "_at_" + exposure.k();
        for (int percent : PERCENTS) {
            values.put("items_for_" + percent + "_percent" + at, (double) itemsFor(percent));
        }
        values.put("saturation_items" + at, (double) saturation());
        values.put("coverage" + at, (double) itemsFor(100) / ascending.length);
        values.put("gini" + at, gini());
        values.put("entropy" + at, entropy());
        values.put("average_popularity" + at, averagePopularity());
        return values;
    }

    private int itemsFor(int percent) {
        long sum = 0;
        int items = 0;
        while (100 * sum < percent * total) {
            items++;
            sum += ascending[ascending.length - items];
        }
        return items;
    }

    private long saturation() {
        return Arrays.stream(ascending)
                .filter(count -> (long) count * ascending.length > total)
                .count();
    }

    private double gini() {
        double sum = 0;
        for (int place = 0; place < ascending.length; place++) {
            sum += (2.0 * place + 1 - ascending.length) * ascending[place];
        }
        return sum / (ascending.length * (double) total);
    }

    private double entropy() {
        double sum = 0;
        for (int count : ascending) {
            if (count > 0) {
                double share = (double) count / total;
                sum -= share * Math.log(share) / LOG_2;
            }
        }
        return sum;
    }

    private double averagePopularity() {
        double sum = 0;
        int[] counts = exposure.counts();
        for (int item = 0; item < counts.length; item++) {
            sum += (double) counts[item] * catalogue.popularity()[item];
        }
        return sum / total;
    }

    /**
     * The curve of recommendations over items, most recommended first: some places, each with the share of the candidates
     * down to there and their share of the recommendations.
     */
    public List<double[]> curve() {
        List<double[]> points = new ArrayList<>();
        points.add(new double[] {0, 0});
        long sum = 0;
        for (int items = 1; items <= ascending.length && total > 0; items++) {
            sum += ascending[ascending.length - items];
            if ((long) items * POINTS_OF_CURVE / ascending.length
                    != (items - 1L) * POINTS_OF_CURVE / ascending.length) {
                points.add(new double[] {(double) items / ascending.length, (double) sum / total});
            }
        }
        return points;
    }
}
