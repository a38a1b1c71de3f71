package org.campanile.serving.store;

import org.campanile.core.CampanileException;

/**
 * How an export is done.
 *
 * @param batchSize vectors written at once, at least 1
 * @param minRecall share of the exact neighbours that searches of the store must find for it to be shown to readers, in
 *                  [0, 1]
 * @param seed      of the sample that is checked
 */
public record ExportSettings(int batchSize, double minRecall, long seed) {
    public ExportSettings {
        if (batchSize < 1) {
            throw new CampanileException("--batch-size is " + batchSize + "; allowed: [1, inf).");
        }
        if (!(minRecall >= 0 && minRecall <= 1)) {
            throw new CampanileException("--min-recall is " + minRecall + "; allowed: [0, 1].");
        }
    }
}
