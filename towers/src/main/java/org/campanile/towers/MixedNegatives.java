package org.campanile.towers;

import java.util.function.Supplier;
import org.campanile.core.batch.Batch;
import org.campanile.core.loss.InBatchSoftmax;
import org.campanile.core.loss.SoftmaxItems;
import org.campanile.core.math.FloatMatrix;

/** The negatives of a sample are the items of the other samples of its batch, and others drawn for the batch. */
final class MixedNegatives implements TowerLoss {
    private final BatchDraws draws;
    private final SampleKeys keys;
    private final Supplier<SoftmaxItems> choices;
    private final InBatchSoftmax softmax;

    /** @param choices makes room for the items of a step */
    MixedNegatives(BatchDraws draws, SampleKeys keys, Supplier<SoftmaxItems> choices, InBatchSoftmax softmax) {
        this.draws = draws;
        this.keys = keys;
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
        private final int[] drawn = new int[draws.negatives()];

        @Override
        public void prepare(int epoch, Batch batch) {
            chosen.setUserKeys(keys.users(batch), batch.size());
            draws.draw(epoch, batch, drawn);
            chosen.setMixed(keys.items(batch), batch.labels(), batch.size(), drawn, drawn.length);
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
            return softmax.lossAndGradients(member, users, items, chosen, userGradients);
        }

        @Override
        public void completeItemGradients(int member, int firstItem, int count, FloatMatrix itemGradients) {
            softmax.sumItemGradients(member, chosen, firstItem, count, itemGradients);
        }
    }
}
