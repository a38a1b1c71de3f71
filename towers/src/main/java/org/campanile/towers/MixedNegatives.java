package org.campanile.towers;

import java.util.function.Supplier;
import org.campanile.core.batch.Batch;
import org.campanile.core.loss.InBatchSoftmax;
import org.campanile.core.loss.SoftmaxItems;

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
        return new MixedStep();
    }

    @Override
    public void close() {
        softmax.close();
    }

    private final class MixedStep extends InBatchStep {
        private final int[] drawn = new int[draws.negatives()];

        MixedStep() {
            super(choices.get(), keys, softmax);
        }

        @Override
        void choose(int epoch, Batch batch, int[] own, SoftmaxItems items) {
            draws.draw(epoch, batch, drawn);
            items.setMixed(own, batch.labels(), batch.size(), drawn, drawn.length);
        }
    }
}
