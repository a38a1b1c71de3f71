package org.campanile.core.negative;

import org.campanile.core.Check;
import org.campanile.core.math.CounterRandom;

/**
 * Draws the first few negatives of each sample from the items that the user was shown and did not take, all alike, and the
 * others by another sampler. A user who was shown nothing of the kind has all from the other sampler.
 */
public final class ShownItemsSampler implements NegativeSampler {
    private final NegativeSampler others;
    private final UserItems shown;
    private final int fromShown;
    private final double share;

    /**
     * @param shown     items that each user was shown and did not take
     * @param fromShown draws of each sample that come from them; at least 1
     * @param perSample draws of each sample; at least {@code fromShown}
     */
    public ShownItemsSampler(NegativeSampler others, UserItems shown, int fromShown, int perSample) {
        Check.positive(fromShown, "draws from shown items");
        Check.that(fromShown <= perSample, "%d draws from shown items exceed the %d in all", fromShown, perSample);
        this.others = others;
        this.shown = shown;
        this.fromShown = fromShown;
        this.share = (double) fromShown / perSample;
    }

    @Override
    public void sample(long key, int user, int count, int[] out, int from) {
        int choices = shown.count(user);
        int first = choices == 0 ? 0 : Math.min(fromShown, count);
        for (int draw = 0; draw < first; draw++) {
            int place = CounterRandom.below(CounterRandom.hash(key, draw, 0), choices);
            out[from + draw] = shown.item(user, place);
        }
        others.sample(key, user, count - first, out, from + first);
    }

    /** That of the mixture: the probability of a draw of which it is not known which of the sample's it is. */
    @Override
    public float logProbability(int user, int item) {
        float fromOthers = others.logProbability(user, item);
        if (shown.count(user) == 0) {
            return fromOthers;
        }
        double probability =
                (1 - share) * Math.exp(fromOthers) + (shown.contains(user, item) ? share / shown.count(user) : 0);
        return probability > 0 ? (float) Math.log(probability) : fromOthers;
    }
}
