package org.campanile.core.negative;

import org.campanile.core.CampanileException;
import org.campanile.core.math.CounterRandom;

/**
 * Draws from a distribution, but never one of the user's own positives. With q the distribution and Q the sum of q over
 * the user's positives, an item that is none of them is drawn with probability {@code q / (1 - Q)}.
 *
 * <p>Positives are drawn again, so that a draw takes {@code 1 / (1 - Q)} attempts on average. After {@value #ATTEMPTS}, for
 * users who have nearly everything, the items that are left are walked through instead; the probabilities are the same.
 */
public final class ExcludingSampler implements NegativeSampler {
    private static final int ATTEMPTS = 64;

    private final ItemDistribution distribution;
    private final UserItems positives;
    private final float[] logLeft;

    /** @throws CampanileException if a user has every item among its positives, so that none is left */
    public ExcludingSampler(ItemDistribution distribution, UserItems positives) {
        this.distribution = distribution;
        this.positives = positives;
        this.logLeft = new float[positives.users()];
        for (int user = 0; user < logLeft.length; user++) {
            if (positives.count(user) >= distribution.items() - 1) {
                throw new CampanileException("Every one of the " + (distribution.items() - 1)
                        + " items is a positive of the user with index " + user
                        + ", so that exclude-positives leaves no negatives: leave the user out or set it to false.");
            }
            logLeft[user] = (float) Math.log(left(user));
        }
    }

    @Override
    public void sample(long key, int user, int count, int[] out, int from) {
        for (int draw = 0; draw < count; draw++) {
            out[from + draw] = drawOther(CounterRandom.hash(key, draw), user);
        }
    }

    @Override
    public float logProbability(int user, int item) {
        float logarithm = distribution.logProbability(item);
        return positives.contains(user, item) ? logarithm : logarithm - logLeft[user];
    }

    private int drawOther(long seed, int user) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int item = distribution.draw(CounterRandom.hash(seed, attempt));
            if (!positives.contains(user, item)) {
                return item;
            }
        }
        return walk((CounterRandom.hash(seed, ATTEMPTS) >>> 11) * 0x1p-53 * left(user), user);
    }

    /** The item at which the probabilities of those left, added up in the order of their indices, exceed the target. */
    private int walk(double target, int user) {
        double sum = 0;
        int last = 0;
        for (int item = 1; item < distribution.items(); item++) {
            if (!positives.contains(user, item)) {
                sum += distribution.probability(item);
                last = item;
                if (sum > target) {
                    break;
                }
            }
        }
        return last;
    }

    /** What the probabilities of the items that are none of the user's positives add up to. */
    private double left(int user) {
        double excluded = 0;
        for (int place = 0; place < positives.count(user); place++) {
            excluded += distribution.probability(positives.item(user, place));
        }
        // Close to 1 the difference would be rounding alone.
        return excluded < 0.9 ? 1 - excluded : sumOfOthers(user);
    }

    private double sumOfOthers(int user) {
        double sum = 0;
        for (int item = 1; item < distribution.items(); item++) {
            if (!positives.contains(user, item)) {
                sum += distribution.probability(item);
            }
        }
        return sum;
    }
}
