package org.campanile.serving.funnel;

import org.campanile.core.CampanileException;
import org.campanile.core.Check;

/**
 * How queries are searched together.
 *
 * @param threads that search, each one batch at a time; from 1 on
 * @param batch   queries that are searched together at most, where the index gains by it; from 1 on
 * @param waiting queries that may wait; from 1 on. One more is refused
 */
public record BatchSettings(int threads, int batch, int waiting) {
    public BatchSettings {
        atLeastOne("--search-threads", threads);
        atLeastOne("--batch", batch);
        Check.positive(waiting, "waiting");
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new CampanileException(name + " is " + value + "; allowed: [1, inf).");
        }
    }
}
