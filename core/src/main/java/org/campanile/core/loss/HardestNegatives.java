package org.campanile.core.loss;

import org.campanile.core.Check;

/**
 * Lets only those negatives of each user take part in a loss that the model at present scores highest, as dynamic negative
 * sampling does (Zhang et al.: Optimizing Top-N Collaborative Filtering via Dynamic Negative Item Sampling, SIGIR 2013).
 * The others get a score of minus infinity; their gradient is 0. Of equal scores the first count.
 *
 * <p>Filled by one thread, then used by any number of them.
 */
public final class HardestNegatives implements CandidateLoss {
    private final CandidateLoss loss;
    private final int candidates;
    private final int kept;

    /**
     * @param loss       of the same candidates, which a score of minus infinity keeps out
     * @param candidates K, the positive included
     * @param kept       negatives of each user that take part, from 1 to {@code K - 1}
     */
    public HardestNegatives(CandidateLoss loss, int candidates, int kept) {
        Check.that(kept >= 1 && kept < candidates, "kept must be in [1, %d], but is %d", candidates - 1, kept);
        this.loss = loss;
        this.candidates = candidates;
        this.kept = kept;
    }

    @Override
    public void set(int[] items, float[] labels, float[] logQ, int users) {
        loss.set(items, labels, logQ, users);
    }

    @Override
    public double lossAndGradients(int user, float[] scores) {
        int last = lastKept(scores);
        float least = scores[last];
        for (int candidate = 1; candidate < candidates; candidate++) {
            if (scores[candidate] < least || (scores[candidate] == least && candidate > last)) {
                scores[candidate] = Float.NEGATIVE_INFINITY;
            }
        }
        return loss.lossAndGradients(user, scores);
    }

    /** The last of those kept, in the order of falling scores and rising places: found one after the other. */
    private int lastKept(float[] scores) {
        int found = 0;
        for (int rank = 0; rank < kept; rank++) {
            int best = 0;
            for (int candidate = 1; candidate < candidates; candidate++) {
                if ((found == 0 || comesAfter(scores, candidate, found))
                        && (best == 0 || scores[candidate] > scores[best])) {
                    best = candidate;
                }
            }
            found = best;
        }
        return found;
    }

    private static boolean comesAfter(float[] scores, int candidate, int other) {
        return scores[candidate] < scores[other] || (scores[candidate] == scores[other] && candidate > other);
    }
}
