package org.campanile.core.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;
import org.campanile.core.config.CalibrationMethod;

/**
 * Quality of predicted probabilities of a label that is 0 or 1:
 *
 * <ul>
 *   <li>{@code log_loss}: mean of {@code -ln} of the probability given to the label that came, with probabilities held
 *       at least 1e-7 from 0 and 1
 *   <li>{@code auc}: see {@link AucHistogram}
 *   <li>{@code pr_auc}: average precision; see {@link AucHistogram#averagePrecision()}
 *   <li>{@code calibration}: mean prediction over mean label; 1 is best
 *   <li>{@code normalized_entropy}: log loss over that of predicting the mean label for every sample; below 1 is better
 *       than that (He et al., 2014, "Practical Lessons from Predicting Clicks on Ads at Facebook")
 *   <li>{@code calibration_error}: the expected calibration error (Naeini, Cooper, Hauskrecht, AAAI 2015), over 20 groups of
 *       neighbouring predictions with about as many samples each: mean over samples of the distance between mean
 *       prediction and mean label of their group
 * </ul>
 *
 * <p>Accumulators of disjoint sets of samples are merged into one. Mutable; used by one thread at a time.
 */
public final class BinaryMetrics implements TaskMetrics {
    private static final long serialVersionUID = 1L;
    private static final double SMALLEST_PROBABILITY = 1e-7;
    private static final int RELIABILITY_GROUPS = 20;

    /** Numbers before those of the histogram. */
    private static final int HEAD = 8;

    private final AucHistogram auc = new AucHistogram();
    private double lossSum;
    private double predictionSum;
    private long positives;
    private long samples;

    /**
     * Adds one sample.
     *
     * @param probability predicted probability of label 1, in [0, 1]
     * @param label       0 or 1
     * @throws CampanileException when the prediction is no probability, as those of a diverged model
     */
    public void add(float probability, float label) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new CampanileException("The model predicted " + probability
                    + ", which is no probability: its training has diverged; train with lower learning rates.");
        }
        if (label == 1f) {
            auc.addPositive(probability);
            lossSum -= Math.log(Math.max(probability, SMALLEST_PROBABILITY));
            positives++;
        } else {
            Check.that(label == 0f, "a label must be 0 or 1, but is %s", label);
            auc.addNegative(probability);
            lossSum -= Math.log(Math.max(1.0 - probability, SMALLEST_PROBABILITY));
        }
        predictionSum += probability;
        samples++;
    }

    @Override
    public void add(float[] predictions, int at, float label) {
        add(predictions[at], label);
    }

    @Override
    public void merge(TaskMetrics other) {
        merge((BinaryMetrics) other);
    }

    /** Adds the samples of another accumulator. */
    public void merge(BinaryMetrics other) {
        auc.merge(other.auc);
        lossSum += other.lossSum;
        predictionSum += other.predictionSum;
        positives += other.positives;
        samples += other.samples;
    }

    @Override
    public int[] toInts() {
        int[] histogram = auc.toInts();
        int[] numbers = new int[HEAD + histogram.length];
        PackedLongs.put(numbers, 0, lossSum);
        PackedLongs.put(numbers, 2, predictionSum);
        PackedLongs.put(numbers, 4, positives);
        PackedLongs.put(numbers, 6, samples);
        System.arraycopy(histogram, 0, numbers, HEAD, histogram.length);
        return numbers;
    }

    /** The accumulator of {@link #toInts}. */
    public static BinaryMetrics ofInts(int[] numbers) {
        BinaryMetrics metrics = new BinaryMetrics();
        metrics.lossSum = PackedLongs.getDouble(numbers, 0);
        metrics.predictionSum = PackedLongs.getDouble(numbers, 2);
        metrics.positives = PackedLongs.get(numbers, 4);
        metrics.samples = PackedLongs.get(numbers, 6);
        metrics.auc.add(numbers, HEAD);
        return metrics;
    }

    @Override
    public long samples() {
        return samples;
    }

    /** Whether both labels have come. */
    public boolean hasBothLabels() {
        return positives > 0 && positives < samples;
    }

    /** A calibration of these predictions, of which both labels must have come. */
    public Calibration calibration(CalibrationMethod method) {
        Check.that(hasBothLabels(), "%d of %d samples are positive, but calibration needs both", positives, samples);
        return Calibration.fit(method, auc.bins());
    }

    /** {@inheritDoc} Absent are those that need both labels when only one has come. */
    @Override
    public Map<String, Double> values() {
        return named(
                auc.area(), auc.averagePrecision(), lossSum / samples, predictionSum / positives, calibrationError());
    }

    private double calibrationError() {
        double sum = 0;
        for (ReliabilityPoint point : reliability()) {
            sum += point.samples() * Math.abs(point.predicted() - point.observed());
        }
        return sum / samples;
    }

    /** The points of the reliability diagram, by rising prediction. */
    public List<ReliabilityPoint> reliability() {
        return auc.reliability(RELIABILITY_GROUPS);
    }

    /** Of the mean label; the names are those of {@link #values()}. */
    @Override
    public Map<String, Double> constant() {
        return named(0.5, (double) positives / samples, entropy(), 1, 0);
    }

    private Map<String, Double> named(
            double area, double averagePrecision, double logLoss, double calibration, double calibrationError) {
        Map<String, Double> values = new LinkedHashMap<>();
        boolean bothLabels = hasBothLabels();
        if (bothLabels) {
            values.put("auc", area);
            values.put("pr_auc", averagePrecision);
        }
        if (samples > 0) {
            values.put("log_loss", logLoss);
        }
        if (bothLabels) {
            values.put("normalized_entropy", logLoss / entropy());
            values.put("calibration", calibration);
            values.put("calibration_error", calibrationError);
        }
        return values;
    }

    /** How far {@code auc} may at most be from the exact area; see {@link AucHistogram#errorBound()}. */
    public double aucErrorBound() {
        return auc.errorBound();
    }

    private double entropy() {
        double rate = (double) positives / samples;
        return surprise(rate) + surprise(1 - rate);
    }

    private static double surprise(double share) {
        return share == 0 ? 0 : -share * Math.log(share);
    }
}
