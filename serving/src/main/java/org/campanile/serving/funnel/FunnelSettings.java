package org.campanile.serving.funnel;

import org.campanile.core.CampanileException;

/**
 * How wide the funnel is, and what the light re-ranking weighs.
 *
 * @param candidates items that retrieval finds, from 1 on; at least as many as are asked for are
 * @param ranked     candidates that the ranking model scores, from 1 on; at least as many as are asked for are
 * @param popularity weight of popularity in the light re-ranking, from 0 (retrieval's score alone) to 1
 * @param diversity  weight of diversity in the light re-ranking, from 0 (none) to below 1
 */
public record FunnelSettings(int candidates, int ranked, double popularity, double diversity) {
    public FunnelSettings {
        atLeastOne("--candidates", candidates);
        atLeastOne("--ranked", ranked);
        if (!(popularity >= 0 && popularity <= 1)) {
            throw new CampanileException("--popularity is " + popularity + "; allowed: [0, 1].");
        }
        if (!(diversity >= 0 && diversity < 1)) {
            throw new CampanileException("--diversity is " + diversity + "; allowed: [0, 1).");
        }
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new CampanileException(name + " is " + value + "; allowed: [1, inf).");
        }
    }
}
