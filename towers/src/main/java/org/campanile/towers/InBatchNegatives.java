package org.campanile.towers;

import org.campanile.core.batch.Batch;
import org.campanile.core.loss.InBatchSoftmax;
import org.campanile.core.loss.SoftmaxItems;
import org.campanile.core.math.FloatMatrix;

/** The negatives of a sample are the items of the other samples of its batch. */
final class InBatchNegatives implements TowerLoss {
    private final int itemColumn;
    private final SoftmaxItems chosen;
    private final InBatchSoftmax softmax;

    /** @param itemColumn column of the item key in the batches */
    InBatchNegatives(int itemColumn, SoftmaxItems chosen, InBatchSoftmax softmax) {
        this.itemColumn = itemColumn;
        this.chosen = chosen;
        this.softmax = softmax;
    }

    @Override
    public void prepare(int epoch, Batch batch) {
        chosen.setInBatch(batch.categorical(itemColumn), batch.labels(), batch.size());
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
        double loss = softmax.lossAndGradients(0, users, items, chosen, userGradients);
        softmax.sumItemGradients(0, chosen, itemGradients);
        return loss;
    }

    @Override
    public void close() {
        softmax.close();
    }
}
