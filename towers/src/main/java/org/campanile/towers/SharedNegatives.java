package org.campanile.towers;

import org.campanile.core.batch.Batch;
import org.campanile.core.loss.SharedSampledSoftmax;
import org.campanile.core.loss.SoftmaxItems;
import org.campanile.core.math.FloatMatrix;

/** All samples of a batch have the same negatives, drawn for them together. */
final class SharedNegatives implements TowerLoss {
    private final BatchDraws draws;
    private final SoftmaxParts parts;
    private final SharedSampledSoftmax softmax;

    SharedNegatives(BatchDraws draws, SoftmaxParts parts, SharedSampledSoftmax softmax) {
        this.draws = draws;
        this.parts = parts;
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
            super(parts);
        }

        @Override
        void choose(int epoch, Batch batch, int[] own, float[] rewards, SoftmaxItems items) {
            draws.draw(epoch, batch, drawn);
            items.setShared(own, rewards, batch.size(), drawn, drawn.length);
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
