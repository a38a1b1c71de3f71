package org.campanile.core.metric;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.campanile.core.Check;

/**
 * The area under the ROC curve: the share of pairs of a positive and a negative sample in which the positive has the
 * higher prediction, equal predictions counting half (Hanley and McNeil, 1982).
 *
 * <p>Predictions are counted in 2^17 bins of equal width in the logit, from -16 to 16 (1e-7 from 0 and 1); those in one
 * bin count as equal. The area so differs from the exact one by at most {@link #errorBound()}, half the share of pairs
 * that fall into one bin: about 3e-5 for predictions that spread over a few logits. Size and cost of merging do not depend on the number of samples.
 *
 * <p>Mutable; used by one thread at a time.
 */
public final class AucHistogram implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int BINS = 1 << 17;
    private static final double LARGEST_LOGIT = 16;
    private static final int INTS_PER_BIN = 5;

    private final BinCounts positives = new BinCounts(BINS);
    private final BinCounts negatives = new BinCounts(BINS);

    /** Counts a positive sample with a predicted probability in [0, 1]. */
    public void addPositive(double probability) {
        positives.add(bin(probability), 1);
    }

    /** As {@link #addPositive}, for a negative sample. */
    public void addNegative(double probability) {
        negatives.add(bin(probability), 1);
    }

    private static int bin(double probability) {
        Check.that(probability >= 0 && probability <= 1, "a probability must be in [0, 1], but is %s", probability);
        double logit = Math.log(probability / (1 - probability));
        double position = (logit + LARGEST_LOGIT) * (BINS / (2 * LARGEST_LOGIT));
        return (int) Math.max(0, Math.min(BINS - 1, position));
    }

    /** Adds the samples of another histogram. */
    public void merge(AucHistogram other) {
        positives.add(other.positives);
        negatives.add(other.negatives);
    }

    /** The area, from 0 to 1; NaN without both positive and negative samples. */
    public double area() {
        double ordered = 0;
        long negativesBelow = 0;
        for (int bin = 0; bin < BINS; bin++) {
            ordered += positives.get(bin) * (negativesBelow + negatives.get(bin) / 2.0);
            negativesBelow += negatives.get(bin);
        }
        return ordered / pairs();
    }

    /** The largest possible distance between {@link #area()} and the exact area; NaN as there. */
    public double errorBound() {
        double shared = 0;
        for (int bin = 0; bin < BINS; bin++) {
            shared += (double) positives.get(bin) * negatives.get(bin);
        }
        return shared / 2 / pairs();
    }

    /**
     * The area under the curve of precision over recall as average precision: the sum of precision times the gain in recall
     * over falling thresholds, {@code sum of (R_n - R_(n-1)) P_n}. NaN without positive samples.
     */
    public double averagePrecision() {
        double sum = 0;
        long truePositives = 0;
        long predicted = 0;
        for (int bin = BINS - 1; bin >= 0; bin--) {
            truePositives += positives.get(bin);
            predicted += positives.get(bin) + negatives.get(bin);
            if (positives.get(bin) > 0) {
                sum += positives.get(bin) * ((double) truePositives / predicted);
            }
        }
        return sum / truePositives;
    }

    /**
     * The points of a reliability diagram: samples in the order of their predictions, in groups of about as many each. A
     * prediction counts as the middle of its bin, which is less than 4e-5 away.
     *
     * @param groups how many at most; bins are not divided
     */
    public List<ReliabilityPoint> reliability(int groups) {
        long all = positives.sum() + negatives.sum();
        List<ReliabilityPoint> points = new ArrayList<>();
        double predictions = 0;
        long positive = 0;
        long count = 0;
        long done = 0;
        for (int bin = 0; bin < BINS; bin++) {
            long here = positives.get(bin) + negatives.get(bin);
            predictions += here * middle(bin);
            positive += positives.get(bin);
            count += here;
            done += here;
            if (count > 0 && done * groups >= all * (points.size() + 1)) {
                points.add(new ReliabilityPoint(predictions / count, (double) positive / count, count));
                predictions = 0;
                positive = 0;
                count = 0;
            }
        }
        return points;
    }

    /** The filled bins by rising prediction, which counts as the middle of its bin. */
    List<ReliabilityPoint> bins() {
        List<ReliabilityPoint> points = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            long here = positives.get(bin) + negatives.get(bin);
            if (here > 0) {
                points.add(new ReliabilityPoint(middle(bin), (double) positives.get(bin) / here, here));
            }
        }
        return points;
    }

    private static double middle(int bin) {
        double logit = (bin + 0.5) * (2 * LARGEST_LOGIT / BINS) - LARGEST_LOGIT;
        return 1 / (1 + Math.exp(-logit));
    }

    /** The filled bins: number, positives, negatives of each, the latter as upper and lower half. */
    int[] toInts() {
        int filled = (int) IntStream.range(0, BINS)
                .filter(bin -> positives.get(bin) + negatives.get(bin) > 0)
                .count();
        int[] numbers = new int[filled * INTS_PER_BIN];
        int at = 0;
        for (int bin = 0; bin < BINS; bin++) {
            if (positives.get(bin) + negatives.get(bin) > 0) {
                numbers[at] = bin;
                PackedLongs.put(numbers, at + 1, positives.get(bin));
                PackedLongs.put(numbers, at + 3, negatives.get(bin));
                at += INTS_PER_BIN;
            }
        }
        return numbers;
    }

    /** Adds the samples that {@link #toInts} tells of, from an index on. */
    void add(int[] numbers, int from) {
        for (int at = from; at < numbers.length; at += INTS_PER_BIN) {
            positives.add(numbers[at], PackedLongs.get(numbers, at + 1));
            negatives.add(numbers[at], PackedLongs.get(numbers, at + 3));
        }
    }

    private double pairs() {
        return (double) positives.sum() * negatives.sum();
    }
}
