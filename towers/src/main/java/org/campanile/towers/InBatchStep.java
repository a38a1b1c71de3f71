package org.campanile.towers;

import org.campanile.core.loss.InBatchSoftmax;
import org.campanile.core.math.FloatMatrix;

/** A step of {@link InBatchSoftmax}: the items of the batch, and perhaps more, are everybody's negatives. */
abstract class InBatchStep extends SoftmaxStep {
    private final InBatchSoftmax softmax;

    InBatchStep(SoftmaxParts parts, InBatchSoftmax softmax) {
        super(parts);
        this.softmax = softmax;
    }

    @Override
    public final double lossAndGradients(
            int member, FloatMatrix users, FloatMatrix items, FloatMatrix userGradients, FloatMatrix itemGradients) {
        return softmax.lossAndGradients(member, users, items, chosen(), userGradients);
    }

    @Override
    public final void scored(FloatMatrix items) {
        softmax.remember(chosen(), items);
    }

    @Override
    public final void completeItemGradients(int member, int firstItem, int count, FloatMatrix itemGradients) {
        softmax.sumItemGradients(member, chosen(), firstItem, count, itemGradients);
    }
}
