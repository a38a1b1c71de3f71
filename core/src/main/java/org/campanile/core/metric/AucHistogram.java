package org.campanile.core.metric;

import java.io.Serializable;
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

    private final long[] positives = new long[BINS];
    private final long[] negatives = new long[BINS];

    /** Counts a positive sample with a predicted probability in [0, 1]. */
    public void addPositive(double probability) {
        positives[bin(probability)]++;
    }

    /** As {@link #addPositive}, for a negative sample. */
    public void addNegative(double probability) {
        negatives[bin(probability)]++;
    }

    private static int bin(double probability) {
        Check.that(probability >= 0 && probability <= 1, "a probability must be in [0, 1], but is %s", probability);
        double logit = Math.log(probability / (1 - probability));
        double position = (logit + LARGEST_LOGIT) * (BINS / (2 * LARGEST_LOGIT));
        return (int) Math.max(0, Math.min(BINS - 1, position));
    }

    /** Adds the samples of another histogram. */
    public void merge(AucHistogram other) {
        for (int bin = 0; bin < BINS; bin++) {
            positives[bin] += other.positives[bin];
            negatives[bin] += other.negatives[bin];
        }
    }

    /** The area, from 0 to 1; NaN without both positive and negative samples. */
    public double area() {
        double ordered = 0;
        long negativesBelow = 0;
        for (int bin = 0; bin < BINS; bin++) {
            ordered += positives[bin] * (negativesBelow + negatives[bin] / 2.0);
            negativesBelow += negatives[bin];
        }
        return ordered / pairs();
    }

    /** The largest possible distance between {@link #area()} and the exact area; NaN as there. */
    public double errorBound() {
        double shared = 0;
        for (int bin = 0; bin < BINS; bin++) {
            shared += (double) positives[bin] * negatives[bin];
        }
        return shared / 2 / pairs();
    }

    private double pairs() {
        long positive = 0;
        long negative = 0;
        for (int bin = 0; bin < BINS; bin++) {
            positive += positives[bin];
            negative += negatives[bin];
        }
        return (double) positive * negative;
    }
}
