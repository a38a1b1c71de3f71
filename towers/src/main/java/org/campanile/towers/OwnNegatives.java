package org.campanile.towers;

import java.util.function.Supplier;
import org.campanile.core.batch.Batch;
import org.campanile.core.loss.CandidateLoss;
import org.campanile.core.loss.CandidateScores;
import org.campanile.core.loss.WeightedLoss;
import org.campanile.core.math.FloatMatrix;

/** Every sample has negatives of its own. */
final class OwnNegatives implements TowerLoss {
    private final SampleDraws draws;
    private final Supplier<SampleRewards> rewards;
    private final Supplier<CandidateLoss> losses;
    private final CandidateScores scores;

    /**
     * @param rewards makes what the losses of a step's samples count
     * @param losses  makes the loss of a step; a {@link WeightedLoss} is told the samples' weights
     * @param scores  of {@code 1 + draws.negatives()} candidates
     */
    OwnNegatives(
            SampleDraws draws,
            Supplier<SampleRewards> rewards,
            Supplier<CandidateLoss> losses,
            CandidateScores scores) {
        this.draws = draws;
        this.rewards = rewards;
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
        private final Candidates candidates = new Candidates(draws, rewards.get());
        private final CandidateLoss loss = losses.get();
        private int samples;

        @Override
        public void prepare(int epoch, Batch batch) {
            samples = batch.size();
            candidates.draw(epoch, batch);
            if (loss instanceof WeightedLoss weighted) {
                weighted.weigh(batch.weights(), samples);
            }
            loss.set(candidates.items(), candidates.labels(), candidates.logQ(), samples);
        }

        @Override
        public int ownItem(int sample) {
            return sample * candidates.perSample();
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
