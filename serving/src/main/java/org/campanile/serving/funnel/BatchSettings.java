package org.campanile.serving.funnel;

import org.campanile.core.CampanileException;

/**
 * How queries are searched together.
 *
 * @param threads that search, each one batch at a time; from 1 on
 * @param batch   queries that are searched together at most; from 1 on
 * @param waiting queries that may wait; from 1 on. One more is refused
 */
public record BatchSettings(int threads, int batch, int waiting) {
    public BatchSettings {
        atLeastOne("threads that search", threads);
        atLeastOne("queries searched together", batch);
        atLeastOne("queries that may wait", waiting);
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new CampanileException("The number of " + name + " is " + value + "; allowed: [1, inf).");
        }
    }
}
