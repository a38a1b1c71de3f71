package org.campanile.core.stream;

import org.campanile.core.Check;

/**
 * Where a reader stands: the next step to read. Together with seed and configuration it determines every later batch.
 *
 * @param epoch from 0
 * @param step  steps of that epoch already read
 */
public record ReaderState(int epoch, int step) {
    public ReaderState {
        Check.notNegative(epoch, "epoch");
        Check.notNegative(step, "step");
    }
}
