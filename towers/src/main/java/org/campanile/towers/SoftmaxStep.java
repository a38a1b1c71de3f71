package org.campanile.towers;

import org.campanile.core.batch.Batch;
import org.campanile.core.loss.SoftmaxItems;

/** A step whose users are all scored with the same items. */
abstract class SoftmaxStep implements TowerLoss.Step {
    private final SoftmaxItems chosen;
    private final SampleKeys keys;

    /** @param chosen room for the step's items */
    SoftmaxStep(SoftmaxItems chosen, SampleKeys keys) {
        this.chosen = chosen;
        this.keys = keys;
    }

    @Override
    public final void prepare(int epoch, Batch batch) {
        chosen.setUserKeys(keys.users(batch), batch.size());
        choose(epoch, batch, keys.items(batch), chosen);
    }

    /**
     * Fills the step's items, whose users are set.
     *
     * @param own {@code [>= batch.size()]}, the samples' own items
     */
    abstract void choose(int epoch, Batch batch, int[] own, SoftmaxItems items);

    @Override
    public final int[] items() {
        return chosen.items();
    }

    @Override
    public final int itemCount() {
        return chosen.itemCount();
    }

    final SoftmaxItems chosen() {
        return chosen;
    }
}
