package org.campanile.towers;

import java.util.function.Supplier;
import org.campanile.core.batch.Batch;
import org.campanile.core.loss.SharedSampledSoftmax;
import org.campanile.core.loss.SoftmaxItems;
import org.campanile.core.math.FloatMatrix;

/** All samples of a batch have the same negatives, drawn for them together. */
final class SharedNegatives implements TowerLoss {
    private final BatchDraws draws;
    private final SampleKeys keys;
    private final Supplier<SoftmaxItems> choices;
    private final SharedSampledSoftmax softmax;

    /** @param choices makes room for the items of a step */
    SharedNegatives(BatchDraws draws, SampleKeys keys, Supplier<SoftmaxItems> choices, SharedSampledSoftmax softmax) {
        this.draws = draws;
        this.keys = keys;
        this.choices = choices;
        this.softmax = softmax;
    }

    @Override
    public Step newStep() {
        return new SharedStep();
    }

    @Override
    public void close() {
        softmax.close();
    }

    private final class SharedStep extends SoftmaxStep {
        private final int[] drawn = new int[draws.negatives()];

        SharedStep() {
            super(choices.get(), keys);
        }

        @Override
        void choose(int epoch, Batch batch, int[] own, SoftmaxItems items) {
            draws.draw(epoch, batch, drawn);
            items.setShared(own, batch.labels(), batch.size(), drawn, drawn.length);
        }

        @Override
        public double lossAndGradients(
                int member,
                FloatMatrix users,
                FloatMatrix items,
                FloatMatrix userGradients,
                FloatMatrix itemGradients) {
            return softmax.lossAndGradients(member, users, items, chosen(), userGradients, itemGradients);
        }

        @Override
        public void completeItemGradients(int member, int firstItem, int count, FloatMatrix itemGradients) {
            softmax.sumItemGradients(member, chosen(), firstItem, count, itemGradients);
        }
    }
}
