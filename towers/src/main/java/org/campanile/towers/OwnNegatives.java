package org.campanile.towers;

import org.campanile.core.batch.Batch;
import org.campanile.core.loss.CandidateLoss;
import org.campanile.core.loss.CandidateScores;
import org.campanile.core.math.FloatMatrix;

/** Every sample has negatives of its own. */
final class OwnNegatives implements TowerLoss {
    private final Candidates candidates;
    private final int itemColumn;
    private final CandidateLoss loss;
    private final CandidateScores scores;
    private int samples;

    /** @param itemColumn column of the item key in the batches */
    OwnNegatives(Candidates candidates, int itemColumn, CandidateLoss loss, int vectorSize, double temperature) {
        this.candidates = candidates;
        this.itemColumn = itemColumn;
        this.loss = loss;
        this.scores = new CandidateScores(candidates.perSample(), vectorSize, 1, temperature);
    }

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
            FloatMatrix users, FloatMatrix items, FloatMatrix userGradients, FloatMatrix itemGradients) {
        return scores.lossAndGradients(0, users, items, samples, loss, userGradients, itemGradients);
    }

    @Override
    public void close() {}
}
