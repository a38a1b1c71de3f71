package org.campanile.towers;

import org.campanile.core.batch.Batch;
import org.campanile.core.loss.SoftmaxItems;

/** A step whose users are all scored with the same items. */
abstract class SoftmaxStep implements TowerLoss.Step {
    private final SoftmaxItems chosen;
    private final SampleKeys keys;
    private final SampleRewards rewards;

    SoftmaxStep(SoftmaxParts parts) {
        this.chosen = parts.items().get();
        this.keys = parts.keys();
        this.rewards = parts.rewards().get();
    }

    @Override
    public final void prepare(int epoch, Batch batch) {
        chosen.setUserKeys(keys.users(batch), batch.size());
        int[] own = keys.items(batch);
        choose(epoch, batch, own, rewards.of(batch, own), chosen);
    }

    @Override
    public final int ownItem(int sample) {
        return chosen.target(sample);
    }

    /**
     * Fills the step's items, whose users are set.
     *
     * @param own     {@code [>= batch.size()]}, the samples' own items
     * @param rewards {@code [>= batch.size()]}, what their losses count
     */
    abstract void choose(int epoch, Batch batch, int[] own, float[] rewards, SoftmaxItems items);

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
