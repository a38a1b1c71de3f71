package org.campanile.towers;

import java.util.function.Supplier;
import org.campanile.core.batch.Batch;
import org.campanile.core.loss.InBatchSoftmax;
import org.campanile.core.loss.SoftmaxItems;

/** The negatives of a sample are the items of the other samples of its batch. */
final class InBatchNegatives implements TowerLoss {
    private final SampleKeys keys;
    private final Supplier<SoftmaxItems> choices;
    private final InBatchSoftmax softmax;

    /** @param choices makes room for the items of a step */
    InBatchNegatives(SampleKeys keys, Supplier<SoftmaxItems> choices, InBatchSoftmax softmax) {
        this.keys = keys;
        this.choices = choices;
        this.softmax = softmax;
    }

    @Override
    public Step newStep() {
        return new OthersItems();
    }

    @Override
    public void close() {
        softmax.close();
    }

    private final class OthersItems extends InBatchStep {
        OthersItems() {
            super(choices.get(), keys, softmax);
        }

        @Override
        void choose(int epoch, Batch batch, int[] own, SoftmaxItems items) {
            items.setInBatch(own, batch.labels(), batch.size());
        }
    }
}
