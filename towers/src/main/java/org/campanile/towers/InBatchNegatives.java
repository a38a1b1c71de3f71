package org.campanile.towers;

import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.embedding.TableState;
import org.campanile.core.loss.InBatchSoftmax;
import org.campanile.core.loss.SoftmaxItems;
import org.jspecify.annotations.Nullable;

/** The negatives of a sample are the items of the other samples of its batch. */
final class InBatchNegatives implements TowerLoss {
    private final SoftmaxParts parts;
    private final @Nullable StreamingFrequencies frequencies;
    private final InBatchSoftmax softmax;

    /** @param frequencies estimates how probably items are in a batch; null: the step's items are corrected as they are */
    InBatchNegatives(SoftmaxParts parts, @Nullable StreamingFrequencies frequencies, InBatchSoftmax softmax) {
        this.parts = parts;
        this.frequencies = frequencies;
        this.softmax = softmax;
    }

    @Override
    public Step newStep() {
        return new OthersItems();
    }

    @Override
    public List<TableState> tables() {
        return frequencies == null ? List.of() : List.of(frequencies);
    }

    @Override
    public void endRound() {
        softmax.forget();
    }

    @Override
    public void close() {
        softmax.close();
    }

    private final class OthersItems extends InBatchStep {
        OthersItems() {
            super(parts, softmax);
        }

        @Override
        void choose(int epoch, Batch batch, int[] own, float[] rewards, SoftmaxItems items) {
            items.setInBatch(own, rewards, batch.size());
        }

        @Override
        public void begin() {
            if (frequencies != null) {
                chosen().correctBy(frequencies.update(items(), chosen().times(), itemCount()));
            }
        }
    }
}
