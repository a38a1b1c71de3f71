package org.campanile.towers;

import java.util.function.Supplier;
import org.campanile.core.batch.Batch;
import org.campanile.core.loss.SharedSampledSoftmax;
import org.campanile.core.loss.SoftmaxItems;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.negative.NegativeSampler;

/** All samples of a batch have the same negatives, drawn for the position of its first sample. */
final class SharedNegatives implements TowerLoss {
    private final NegativeSampler sampler;
    private final int negatives;
    private final int itemColumn;
    private final Supplier<SoftmaxItems> choices;
    private final SharedSampledSoftmax softmax;

    /**
     * @param negatives  of each batch
     * @param itemColumn column of the item key in the batches
     * @param choices    makes room for the items of a step
     */
    SharedNegatives(
            NegativeSampler sampler,
            int negatives,
            int itemColumn,
            Supplier<SoftmaxItems> choices,
            SharedSampledSoftmax softmax) {
        this.sampler = sampler;
        this.negatives = negatives;
        this.itemColumn = itemColumn;
        this.choices = choices;
        this.softmax = softmax;
    }

    @Override
    public Step newStep() {
        return new SoftmaxStep();
    }

    @Override
    public void close() {
        softmax.close();
    }

    private final class SoftmaxStep implements Step {
        private final SoftmaxItems chosen = choices.get();
        private final int[] drawn = new int[negatives];

        @Override
        public void prepare(int epoch, Batch batch) {
            sampler.sample(epoch, batch.positions()[0], negatives, drawn, 0);
            chosen.setShared(batch.categorical(itemColumn), batch.labels(), batch.size(), drawn, negatives);
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
                int member,
                FloatMatrix users,
                FloatMatrix items,
                FloatMatrix userGradients,
                FloatMatrix itemGradients) {
            return softmax.lossAndGradients(member, users, items, chosen, userGradients, itemGradients);
        }

        @Override
        public void completeItemGradients(int member, int firstItem, int count, FloatMatrix itemGradients) {
            softmax.sumItemGradients(member, chosen, firstItem, count, itemGradients);
        }
    }
}
