package org.campanile.towers;

import java.util.stream.Stream;
import org.campanile.core.batch.Batch;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.ModelState;
import org.campanile.core.model.RetrievalModel;
import org.campanile.core.model.StepClock;
import org.campanile.core.model.TrainingStep;
import org.jspecify.annotations.Nullable;

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
    private final StepClock clock = new StepClock();

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
    public TrainingStep newStep() {
        return new Step();
    }

    private final class Step implements TrainingStep {
        private int epoch;
        private @Nullable Batch copy;

        @Override
        public void prepare(int given, Batch batch) {
            epoch = given;
            copy = new Batch(batch.columns(), Math.max(1, batch.size()));
            copy.append(batch, 0, batch.size());
        }

        @Override
        public double train() {
            return copy == null || copy.size() == 0 ? 0 : DssmModel.this.train(epoch, copy);
        }

        @Override
        public int samples() {
            return copy == null ? 0 : copy.size();
        }
    }

    @Override
    public StepClock clock() {
        return clock;
    }

    private double train(int epoch, Batch batch) {
        int samples = batch.size();
        loss.prepare(epoch, batch);
        FloatMatrix users = userTower.forward(batch.categorical(userColumn), 0, samples);
        FloatMatrix items = itemTower.forward(loss.items(), 0, loss.itemCount());

        double lossSum = loss.lossAndGradients(
                users, items, userTower.outputGradient(samples), itemTower.outputGradient(loss.itemCount()));

        userTower.backward();
        itemTower.backward();
        userTower.update();
        itemTower.update();
        return lossSum;
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
