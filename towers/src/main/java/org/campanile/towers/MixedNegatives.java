package org.campanile.towers;

import org.campanile.core.batch.Batch;
import org.campanile.core.loss.InBatchSoftmax;
import org.campanile.core.loss.SoftmaxItems;

/** The negatives of a sample are the items of the other samples of its batch, and others drawn for the batch. */
final class MixedNegatives implements TowerLoss {
    private final BatchDraws draws;
    private final SoftmaxParts parts;
    private final InBatchSoftmax softmax;

    MixedNegatives(BatchDraws draws, SoftmaxParts parts, InBatchSoftmax softmax) {
        this.draws = draws;
        this.parts = parts;
        this.softmax = softmax;
    }

    @Override
    public Step newStep() {
        return new MixedStep();
    }

    @Override
    public void endRound() {
        softmax.forget();
    }

    @Override
    public void close() {
        softmax.close();
    }

    private final class MixedStep extends InBatchStep {
        private final int[] drawn = new int[draws.negatives()];

        MixedStep() {
            super(parts, softmax);
        }

        @Override
        void choose(int epoch, Batch batch, int[] own, float[] rewards, SoftmaxItems items) {
            draws.draw(epoch, batch, drawn);
            items.setMixed(own, rewards, batch.size(), drawn, drawn.length);
        }
    }
}
