package org.campanile.core.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;

/**
 * Quality of predicted probabilities of classes 0, 1, 2 ...:
 *
 * <ul>
 *   <li>{@code accuracy}: share of samples whose class has the largest probability, the first of equal ones
 *   <li>{@code log_loss}: mean of {@code -ln} of the probability of the class that came, held at least 1e-7
 *   <li>{@code normalized_entropy}: log loss over that of predicting the classes' shares for every sample
 *   <li>{@code macro_f1}: mean over the classes that occur, as label or as prediction, of the harmonic mean of precision and
 *       recall
 *   <li>{@code class=C/precision}, {@code class=C/recall}: of the samples predicted to be of class C the share that is, and
 *       the other way round; absent where there are none, and with more than {@value #MOST_LISTED} classes
 * </ul>
 */
public final class ClassMetrics implements TaskMetrics {
    private static final long serialVersionUID = 1L;
    private static final double SMALLEST_PROBABILITY = 1e-7;

    /** Of more classes there are no metrics one by one. */
    static final int MOST_LISTED = 32;

    /** Numbers before those of the classes. */
    private static final int HEAD = 2;

    /** By class: samples with the label, samples with the prediction, samples with both. */
    private final long[] labelled;

    private final long[] predicted;
    private final long[] right;
    private double lossSum;

    ClassMetrics(int classes) {
        this.labelled = new long[classes];
        this.predicted = new long[classes];
        this.right = new long[classes];
    }

    @Override
    public void add(float[] predictions, int at, float label) {
        int wanted = (int) label;
        Check.that(
                wanted == label && wanted >= 0 && wanted < labelled.length,
                "a label must be a class from 0 to %d, but is %s",
                labelled.length - 1,
                label);
        int best = 0;
        for (int c = 0; c < labelled.length; c++) {
            if (!(predictions[at + c] >= 0)) {
                throw new CampanileException("The model predicted " + predictions[at + c]
                        + ", which is no probability: its training has diverged; train with lower learning rates.");
            }
            best = predictions[at + c] > predictions[at + best] ? c : best;
        }
        labelled[wanted]++;
        predicted[best]++;
        if (best == wanted) {
            right[best]++;
        }
        lossSum -= Math.log(Math.max(predictions[at + wanted], SMALLEST_PROBABILITY));
    }

    @Override
    public void merge(TaskMetrics other) {
        merge((ClassMetrics) other);
    }

    private void merge(ClassMetrics other) {
        for (int c = 0; c < labelled.length; c++) {
            labelled[c] += other.labelled[c];
            predicted[c] += other.predicted[c];
            right[c] += other.right[c];
        }
        lossSum += other.lossSum;
    }

    @Override
    public int[] toInts() {
        int classes = labelled.length;
        int[] numbers = new int[HEAD + 6 * classes];
        PackedLongs.put(numbers, 0, lossSum);
        for (int c = 0; c < classes; c++) {
            PackedLongs.put(numbers, HEAD + 6 * c, labelled[c]);
            PackedLongs.put(numbers, HEAD + 6 * c + 2, predicted[c]);
            PackedLongs.put(numbers, HEAD + 6 * c + 4, right[c]);
        }
        return numbers;
    }

    static ClassMetrics ofInts(int classes, int[] numbers) {
        ClassMetrics metrics = new ClassMetrics(classes);
        metrics.lossSum = PackedLongs.getDouble(numbers, 0);
        for (int c = 0; c < classes; c++) {
            metrics.labelled[c] = PackedLongs.get(numbers, HEAD + 6 * c);
            metrics.predicted[c] = PackedLongs.get(numbers, HEAD + 6 * c + 2);
            metrics.right[c] = PackedLongs.get(numbers, HEAD + 6 * c + 4);
        }
        return metrics;
    }

    @Override
    public long samples() {
        return Arrays.stream(labelled).sum();
    }

    @Override
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        if (samples() == 0) {
            return values;
        }
        double logLoss = lossSum / samples();
        values.put("accuracy", (double) Arrays.stream(right).sum() / samples());
        values.put("log_loss", logLoss);
        if (entropy() > 0) {
            values.put("normalized_entropy", logLoss / entropy());
        }
        values.put("macro_f1", macroF1());
        for (int c = 0; c < labelled.length && labelled.length <= MOST_LISTED; c++) {
            putShare(values, "class=" + c + "/precision", right[c], predicted[c]);
            putShare(values, "class=" + c + "/recall", right[c], labelled[c]);
        }
        return values;
    }

    private static void putShare(Map<String, Double> values, String name, long part, long whole) {
        if (whole > 0) {
            values.put(name, (double) part / whole);
        }
    }

    private double macroF1() {
        double sum = 0;
        int occurring = 0;
        for (int c = 0; c < labelled.length; c++) {
            if (labelled[c] + predicted[c] > 0) {
                sum += 2.0 * right[c] / (labelled[c] + predicted[c]);
                occurring++;
            }
        }
        return sum / occurring;
    }

    /** Of the classes' shares: its accuracy is that of the most frequent class, its log loss the labels' entropy. */
    @Override
    public Map<String, Double> constant() {
        Map<String, Double> values = new LinkedHashMap<>();
        if (samples() == 0) {
            return values;
        }
        values.put("accuracy", (double) Arrays.stream(labelled).max().orElse(0) / samples());
        values.put("log_loss", entropy());
        if (entropy() > 0) {
            values.put("normalized_entropy", 1.0);
        }
        return values;
    }

    private double entropy() {
        double sum = 0;
        for (long count : labelled) {
            if (count > 0) {
                double share = (double) count / samples();
                sum -= share * Math.log(share);
            }
        }
        return sum;
    }
}
