package org.campanile.towers;

import java.util.stream.Stream;
import org.campanile.core.batch.Batch;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.ModelState;
import org.campanile.core.model.RetrievalModel;
import org.campanile.core.model.StepResult;

/**
 * DSSM: a user tower and an item tower, trained to tell each user's items from others (Huang et al.: Learning Deep
 * Structured Semantic Models for Web Search using Clickthrough Data, CIKM 2013).
 *
 * <p>With user vector u, item vector v and temperature t the score is {@code s = u . v / t}; for the cosine, u and v have
 * length 1. A step descends the mean of the loss over its samples.
 */
final class DssmModel implements RetrievalModel {
    private final FeatureTower userTower;
    private final FeatureTower itemTower;
    private final TowerLoss loss;
    private final int userColumn;
    private final float userScale;

    /**
     * @param userColumn  column of the user key in the batches
     * @param temperature what similarities are divided by
     */
    DssmModel(FeatureTower userTower, FeatureTower itemTower, TowerLoss loss, int userColumn, double temperature) {
        this.userTower = userTower;
        this.itemTower = itemTower;
        this.loss = loss;
        this.userColumn = userColumn;
        this.userScale = (float) (1 / temperature);
    }

    @Override
    public StepResult trainStep(int epoch, Batch batch) {
        int samples = batch.size();
        if (samples == 0) {
            return new StepResult(0, 0);
        }
        loss.prepare(epoch, batch);
        FloatMatrix users = userTower.forward(batch.categorical(userColumn), 0, samples);
        FloatMatrix items = itemTower.forward(loss.items(), 0, loss.itemCount());

        double lossSum = loss.lossAndGradients(
                users, items, userTower.outputGradient(samples), itemTower.outputGradient(loss.itemCount()));

        userTower.backward();
        itemTower.backward();
        userTower.update();
        itemTower.update();
        return new StepResult(lossSum, samples);
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
        loss.close();
    }
}
