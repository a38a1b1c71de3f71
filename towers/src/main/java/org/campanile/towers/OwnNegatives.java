package org.campanile.towers;

import java.util.function.Supplier;
import org.campanile.core.batch.Batch;
import org.campanile.core.loss.CandidateLoss;
import org.campanile.core.loss.CandidateScores;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.negative.NegativeSampler;

/** Every sample has negatives of its own. */
final class OwnNegatives implements TowerLoss {
    private final NegativeSampler sampler;
    private final int negatives;
    private final int itemColumn;
    private final Supplier<CandidateLoss> losses;
    private final CandidateScores scores;

    /**
     * @param negatives  of each sample
     * @param itemColumn column of the item key in the batches
     * @param losses     makes the loss of a step
     * @param scores     of {@code 1 + negatives} candidates
     */
    OwnNegatives(
            NegativeSampler sampler,
            int negatives,
            int itemColumn,
            Supplier<CandidateLoss> losses,
            CandidateScores scores) {
        this.sampler = sampler;
        this.negatives = negatives;
        this.itemColumn = itemColumn;
        this.losses = losses;
        this.scores = scores;
    }

    @Override
    public Step newStep() {
        return new CandidatesStep();
    }

    @Override
    public void close() {}

    private final class CandidatesStep implements Step {
        private final Candidates candidates = new Candidates(sampler, negatives);
        private final CandidateLoss loss = losses.get();
        private int samples;

        @Override
        public void prepare(int epoch, Batch batch) {
            samples = batch.size();
            candidates.draw(epoch, batch, itemColumn);
            loss.set(candidates.items(), candidates.labels(), samples);
        }

        @Override
        public int[] items() {
            return candidates.items();
        }

        @Override
        public int itemCount() {
            return candidates.count();
        }

        @Override
        public double lossAndGradients(
                int member,
                FloatMatrix users,
                FloatMatrix items,
                FloatMatrix userGradients,
                FloatMatrix itemGradients) {
            return scores.lossAndGradients(member, users, items, samples, loss, userGradients, itemGradients);
        }

        /** Nothing to do: every item belongs to one user. */
        @Override
        public void completeItemGradients(int member, int firstItem, int count, FloatMatrix itemGradients) {}
    }
}
