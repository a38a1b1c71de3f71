package org.campanile.towers;

import java.util.stream.Stream;
import org.campanile.core.batch.Batch;
import org.campanile.core.loss.BinaryCrossEntropy;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.ModelState;
import org.campanile.core.model.RetrievalModel;
import org.campanile.core.model.StepResult;

/**
 * DSSM: a user tower and an item tower, trained to tell each user's items from items drawn at random (Huang et al.:
 * Learning Deep Structured Semantic Models for Web Search using Clickthrough Data, CIKM 2013; with a point-wise loss in
 * place of the paper's softmax).
 *
 * <p>With user vector u, item vector v and temperature t the score is {@code s = u . v / t}, a logit; for the cosine, u
 * and v have length 1. The loss of a sample is the mean binary cross-entropy over its item and its negatives, and a step
 * descends the mean over its samples.
 */
final class DssmModel implements RetrievalModel {
    private final FeatureTower userTower;
    private final FeatureTower itemTower;
    private final Candidates candidates;
    private final CandidateScores scoring;
    private final int userColumn;
    private final int itemColumn;
    private final float userScale;
    private float[] scores = new float[0];

    /**
     * @param userColumn  column of the user key in the batches
     * @param itemColumn  column of the item key in the batches
     * @param temperature what similarities are divided by
     */
    DssmModel(
            FeatureTower userTower,
            FeatureTower itemTower,
            Candidates candidates,
            int userColumn,
            int itemColumn,
            double temperature) {
        this.userTower = userTower;
        this.itemTower = itemTower;
        this.candidates = candidates;
        this.scoring = new CandidateScores(candidates.perSample(), userTower.vectorSize(), temperature);
        this.userColumn = userColumn;
        this.itemColumn = itemColumn;
        this.userScale = (float) (1 / temperature);
    }

    @Override
    public StepResult trainStep(int epoch, Batch batch) {
        int samples = batch.size();
        if (samples == 0) {
            return new StepResult(0, 0);
        }
        candidates.draw(epoch, batch, itemColumn);
        int pairs = candidates.count();
        float[] values = scores(pairs);

        FloatMatrix users = userTower.forward(batch.categorical(userColumn), 0, samples);
        FloatMatrix items = itemTower.forward(candidates.items(), 0, pairs);
        scoring.forward(users, items, samples, values);

        double loss = BinaryCrossEntropy.lossAndGradients(values, candidates.labels(), 0, pairs, 1f / pairs, values);

        scoring.backward(
                users, items, samples, values, userTower.outputGradient(samples), itemTower.outputGradient(pairs));
        userTower.backward();
        itemTower.backward();
        userTower.update();
        itemTower.update();
        return new StepResult(loss / candidates.perSample(), samples);
    }

    private float[] scores(int count) {
        if (scores.length < count) {
            scores = new float[count];
        }
        return scores;
    }

    @Override
    public int vectorSize() {
        return userTower.vectorSize();
    }

    /** The vectors are divided by the temperature, so that dot products are scores. */
    @Override
    public void userVectors(int[] users, int from, int count, FloatMatrix out) {
        userTower.vectors(users, from, count, userScale, out);
    }

    @Override
    public void itemVectors(int[] items, int from, int count, FloatMatrix out) {
        itemTower.vectors(items, from, count, 1f, out);
    }

    @Override
    public ModelState state() {
        return new ModelState(
                Stream.concat(userTower.dense().stream(), itemTower.dense().stream())
                        .toList(),
                Stream.concat(userTower.tables().stream(), itemTower.tables().stream())
                        .toList());
    }

    @Override
    public void close() {
        userTower.close();
        itemTower.close();
    }
}
