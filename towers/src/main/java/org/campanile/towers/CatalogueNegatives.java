package org.campanile.towers;

import org.campanile.core.batch.Batch;
import org.campanile.core.loss.InBatchSoftmax;
import org.campanile.core.loss.SoftmaxItems;

/** The negatives of a sample are all items but its own: the full softmax. */
final class CatalogueNegatives implements TowerLoss {
    private final SoftmaxParts parts;
    private final int catalogue;
    private final InBatchSoftmax softmax;

    /** @param catalogue number of items with the unknown one */
    CatalogueNegatives(SoftmaxParts parts, int catalogue, InBatchSoftmax softmax) {
        this.parts = parts;
        this.catalogue = catalogue;
        this.softmax = softmax;
    }

    @Override
    public Step newStep() {
        return new AllItems();
    }

    @Override
    public void close() {
        softmax.close();
    }

    private final class AllItems extends InBatchStep {
        AllItems() {
            super(parts, softmax);
        }

        @Override
        void choose(int epoch, Batch batch, int[] own, float[] rewards, SoftmaxItems items) {
            items.setCatalogue(own, rewards, batch.size(), catalogue);
        }
    }
}
