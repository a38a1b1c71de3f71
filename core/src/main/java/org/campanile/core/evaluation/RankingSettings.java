package org.campanile.core.evaluation;

import org.campanile.core.Check;

/**
 * What is ranked and how far.
 *
 * @param depth      length of the lists, at least 1; ranks are exact where they are below it
 * @param candidates items that may be recommended
 * @param sample     negatives that relevant items are ranked among as well
 */
public record RankingSettings(int depth, Candidates candidates, NegativeSample sample) {
    public RankingSettings {
        Check.positive(depth, "depth");
    }
}
