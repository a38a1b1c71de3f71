package org.campanile.core.metric;

import java.util.LinkedHashMap;
import java.util.Map;
import org.campanile.core.CampanileException;

/**
 * Quality of predicted numbers. With the prediction p and the label y of n samples:
 *
 * <ul>
 *   <li>{@code rmse}: {@code sqrt(mean of (p - y)^2)}
 *   <li>{@code mae}: mean of {@code |p - y|}
 *   <li>{@code bias}: mean of {@code p - y}
 *   <li>{@code r2}: {@code 1 - mean of (p - y)^2 / variance of y}; absent when all labels are the same
 * </ul>
 */
public final class RegressionMetrics implements TaskMetrics {
    private static final long serialVersionUID = 1L;
    private static final int INTS = 12;

    private double squaredErrors;
    private double absoluteErrors;
    private double errors;
    private double labelMean;

    /** Sum of squared distances of the labels from their mean. */
    private double labelSpread;

    private long samples;

    @Override
    public void add(float[] predictions, int at, float label) {
        double prediction = predictions[at];
        if (!Double.isFinite(prediction)) {
            throw new CampanileException("The model predicted " + prediction
                    + ", which is no number: its training has diverged; train with lower learning rates.");
        }
        double error = prediction - label;
        squaredErrors += error * error;
        absoluteErrors += Math.abs(error);
        errors += error;
        // Welford: digits are not lost when labels are far from 0.
        samples++;
        double distance = label - labelMean;
        labelMean += distance / samples;
        labelSpread += distance * (label - labelMean);
    }

    @Override
    public void merge(TaskMetrics other) {
        merge((RegressionMetrics) other);
    }

    private void merge(RegressionMetrics other) {
        if (other.samples == 0) {
            return;
        }
        squaredErrors += other.squaredErrors;
        absoluteErrors += other.absoluteErrors;
        errors += other.errors;
        double distance = other.labelMean - labelMean;
        long all = samples + other.samples;
        labelSpread += other.labelSpread + distance * distance * samples * other.samples / all;
        labelMean += distance * other.samples / all;
        samples = all;
    }

    @Override
    public int[] toInts() {
        int[] numbers = new int[INTS];
        PackedLongs.put(numbers, 0, squaredErrors);
        PackedLongs.put(numbers, 2, absoluteErrors);
        PackedLongs.put(numbers, 4, errors);
        PackedLongs.put(numbers, 6, labelMean);
        PackedLongs.put(numbers, 8, labelSpread);
        PackedLongs.put(numbers, 10, samples);
        return numbers;
    }

    static RegressionMetrics ofInts(int[] numbers) {
        RegressionMetrics metrics = new RegressionMetrics();
        metrics.squaredErrors = PackedLongs.getDouble(numbers, 0);
        metrics.absoluteErrors = PackedLongs.getDouble(numbers, 2);
        metrics.errors = PackedLongs.getDouble(numbers, 4);
        metrics.labelMean = PackedLongs.getDouble(numbers, 6);
        metrics.labelSpread = PackedLongs.getDouble(numbers, 8);
        metrics.samples = PackedLongs.get(numbers, 10);
        return metrics;
    }

    @Override
    public long samples() {
        return samples;
    }

    @Override
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        if (samples > 0) {
            values.put("rmse", Math.sqrt(squaredErrors / samples));
            values.put("mae", absoluteErrors / samples);
            values.put("bias", errors / samples);
        }
        if (labelSpread > 0) {
            values.put("r2", 1 - squaredErrors / labelSpread);
        }
        return values;
    }

    /** Of the mean label, which has the least squared error of all constants; its absolute error is not known. */
    @Override
    public Map<String, Double> constant() {
        Map<String, Double> values = new LinkedHashMap<>();
        if (samples > 0) {
            values.put("rmse", Math.sqrt(labelSpread / samples));
            values.put("bias", 0.0);
        }
        if (labelSpread > 0) {
            values.put("r2", 0.0);
        }
        return values;
    }
}
