package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.shard.Split;

/**
 * How well each feature alone predicts the label, on a sample of training rows: one that nearly gives it away was
 * probably made from it, or after it.
 *
 * <p>A number predicts by its size, up or down. A category predicts by the rate of its label in one half of the sample,
 * and is judged on the other half: judged on the same rows, any feature with a value per row would be perfect.
 */
final class SingleFeatureAuc {
    /** An area under the ROC curve from here on is suspicious; models with all features seldom come near it. */
    private static final double SUSPICIOUS = 0.95;

    /** Rows on the driver: so many numbers per feature. */
    private static final int SAMPLE = 20_000;

    /** With fewer of either label an area is chance. */
    private static final int LEAST_OF_A_LABEL = 50;

    private final double[] labels;

    private SingleFeatureAuc(double[] labels) {
        this.labels = labels;
    }

    /**
     * The suspicious features; nothing when there are no features or too few rows of a label to tell.
     *
     * @param trainingRows number of training rows
     */
    static Optional<LeakageReport.Finding> of(EncodedData data, long trainingRows) {
        List<Feature> features = features(data.schema());
        if (features.isEmpty()) {
            return Optional.empty();
        }
        List<Row> rows = sample(data.rows(), features, trainingRows);
        double[] labels =
                rows.stream().mapToDouble(row -> row.getFloat(0) > 0 ? 1 : 0).toArray();
        double positives = Arrays.stream(labels).sum();
        if (positives < LEAST_OF_A_LABEL || labels.length - positives < LEAST_OF_A_LABEL) {
            return Optional.empty();
        }
        return Optional.of(LeakageReport.Finding.named(new SingleFeatureAuc(labels).suspicious(rows, features)));
    }

    private static List<Feature> features(Schema schema) {
        return schema.rowFeatures().stream()
                .filter(feature -> feature instanceof DenseFeature || feature instanceof CategoricalFeature)
                .filter(feature -> feature.side() == FeatureSide.CONTEXT
                        || !schema.hasKey(feature.side())
                        || !schema.key(feature.side()).name().equals(feature.name()))
                .toList();
    }

    /* Spark takes the first rows of every partition to the driver before it takes the first of all: so only twice as many
    as are needed may come into question. */
    private static List<Row> sample(Dataset<Row> rows, List<Feature> features, long trainingRows) {
        List<Column> columns = new ArrayList<>(List.of(col(EncodedData.LABEL)));
        features.forEach(feature -> columns.add(Columns.named(feature.name())));
        Column place = SplitColumns.uniform(col(EncodedData.ORDER));
        return Splits.of(rows, Split.TRAIN)
                .filter(place.lt(2.0 * SAMPLE / Math.max(1, trainingRows)))
                .orderBy(place)
                .limit(SAMPLE)
                .select(columns.toArray(Column[]::new))
                .collectAsList();
    }

    private List<String> suspicious(List<Row> rows, List<Feature> features) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            int column = i + 1;
            double area = features.get(i) instanceof DenseFeature
                    ? ofNumbers(values(rows, row -> number(row, column)))
                    : ofCategories(values(rows, row -> number(row, column)));
            if (area >= SUSPICIOUS) {
                found.add(String.format(
                        Locale.ROOT, "%s with AUC %.3f", features.get(i).name(), area));
            }
        }
        return found;
    }

    private static double[] values(List<Row> rows, ToDoubleFunction<Row> column) {
        return rows.stream().mapToDouble(column).toArray();
    }

    private static double number(Row row, int column) {
        return ((Number) row.get(column)).doubleValue();
    }

    private double ofNumbers(double[] values) {
        double area = area(values, IntStream.range(0, values.length).toArray());
        return Math.max(area, 1 - area);
    }

    /** Rows stand in random order, so that every other one is a fair half. */
    private double ofCategories(double[] values) {
        Map<Double, double[]> sums = new HashMap<>();
        for (int row = 0; row < values.length; row += 2) {
            double[] sum = sums.computeIfAbsent(values[row], value -> new double[2]);
            sum[0] += labels[row];
            sum[1]++;
        }
        double prior = Arrays.stream(labels).average().orElseThrow();
        double[] rates = Arrays.stream(values)
                .map(value -> rate(sums.getOrDefault(value, new double[2]), prior))
                .toArray();
        return area(
                rates,
                IntStream.iterate(1, row -> row < values.length, row -> row + 2).toArray());
    }

    /** Smoothed by one row with the mean label. */
    private static double rate(double[] sum, double prior) {
        return (sum[0] + prior) / (sum[1] + 1);
    }

    /** The share of pairs of a positive and a negative row in which the positive has the greater score; ties half. */
    private double area(double[] scores, int[] rows) {
        Integer[] order = Arrays.stream(rows).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(row -> scores[row]));
        double ordered = 0;
        double negatives = 0;
        double positives = 0;
        int start = 0;
        while (start < order.length) {
            int end = start;
            double tiedPositives = 0;
            while (end < order.length && Double.compare(scores[order[end]], scores[order[start]]) == 0) {
                tiedPositives += labels[order[end++]];
            }
            double tiedNegatives = end - start - tiedPositives;
            ordered += tiedPositives * (negatives + tiedNegatives / 2);
            negatives += tiedNegatives;
            positives += tiedPositives;
            start = end;
        }
        double pairs = positives * negatives;
        return pairs == 0 ? 0.5 : ordered / pairs;
    }
}
