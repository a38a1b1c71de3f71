package org.campanile.towers;

import org.campanile.core.batch.Batch;

/**
 * What the loss of each sample counts, or is to learn: a label, times the weight of its item if items have weights. Grows to
 * the largest batch; for one thread.
 */
final class SampleRewards {
    private final int label;
    private final float[] itemWeights;
    private float[] rewards = new float[0];

    /**
     * @param label       its place among the samples' labels
     * @param itemWeights by item; empty: all 1
     */
    SampleRewards(int label, float[] itemWeights) {
        this.label = label;
        this.itemWeights = itemWeights;
    }

    /**
     * The samples' rewards, times their weights if samples have weights, {@code [>= batch.size()]}, valid until the next call.
     *
     * @param own {@code [>= batch.size()]}, the samples' items
     */
    float[] of(Batch batch, int[] own) {
        boolean isWeighted = batch.columns().targets().hasWeight();
        if (itemWeights.length == 0 && !isWeighted) {
            return batch.labels(label);
        }
        if (rewards.length < batch.size()) {
            rewards = new float[batch.size()];
        }
        for (int row = 0; row < batch.size(); row++) {
            rewards[row] = of(batch, row, own[row]) * (isWeighted ? batch.weights()[row] : 1f);
        }
        return rewards;
    }

    /** The reward of the sample of a row with this item, without the sample's weight. */
    float of(Batch batch, int row, int item) {
        float reward = batch.labels(label)[row];
        return itemWeights.length == 0 ? reward : reward * itemWeights[item];
    }
}
