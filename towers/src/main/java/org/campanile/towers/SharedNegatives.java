package org.campanile.towers;

import org.campanile.core.batch.Batch;
import org.campanile.core.loss.SharedSampledSoftmax;
import org.campanile.core.loss.SoftmaxItems;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.negative.NegativeSampler;

/** All samples of a batch have the same negatives, drawn for the position of its first sample. */
final class SharedNegatives implements TowerLoss {
    private final NegativeSampler sampler;
    private final int itemColumn;
    private final SoftmaxItems chosen;
    private final SharedSampledSoftmax softmax;
    private final int[] negatives;

    /** @param itemColumn column of the item key in the batches */
    SharedNegatives(
            NegativeSampler sampler, int negatives, int itemColumn, SoftmaxItems chosen, SharedSampledSoftmax softmax) {
        this.sampler = sampler;
        this.itemColumn = itemColumn;
        this.chosen = chosen;
        this.softmax = softmax;
        this.negatives = new int[negatives];
    }

    @Override
    public void prepare(int epoch, Batch batch) {
        sampler.sample(epoch, batch.positions()[0], negatives.length, negatives, 0);
        chosen.setShared(batch.categorical(itemColumn), batch.labels(), batch.size(), negatives, negatives.length);
    }

    @Override
    public int[] items() {
        return chosen.items();
    }

    @Override
    public int itemCount() {
        return chosen.itemCount();
    }

    @Override
    public double lossAndGradients(
            FloatMatrix users, FloatMatrix items, FloatMatrix userGradients, FloatMatrix itemGradients) {
        double loss = softmax.lossAndGradients(0, users, items, chosen, userGradients, itemGradients);
        softmax.sumItemGradients(0, chosen, itemGradients);
        return loss;
    }

    @Override
    public void close() {
        softmax.close();
    }
}
