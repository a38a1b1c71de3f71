package org.campanile.core.training;

import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.embedding.LocalEmbeddingTable;
import org.campanile.core.embedding.TableStep;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.FloatRows;
import org.campanile.core.model.CopiedBatchStep;
import org.campanile.core.model.ModelState;
import org.campanile.core.model.RankingModel;
import org.campanile.core.model.RankingTasks;
import org.campanile.core.model.StepClock;
import org.campanile.core.model.TrainingStep;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.FeatureSide;

/** The smallest trainable model: one table, whose rows are drawn to the label by the loss {@code sum (w - y)^2 / 2}. */
final class TableModel implements RankingModel {
    static final ColumnSet COLUMNS = ColumnSet.of(List.of(new CategoricalFeature("item", FeatureSide.ITEM, "item")));

    private final LocalEmbeddingTable table;
    private final StepClock clock = new StepClock();

    private int rounds;

    TableModel(int rows) {
        this.table = ReplicaFixture.table("items", rows);
    }

    @Override
    public TrainingStep newStep() {
        return new CopiedBatchStep(COLUMNS, this::train);
    }

    @Override
    public StepClock clock() {
        return clock;
    }

    private double train(Batch batch) {
        if (batch.size() == 0) {
            return 0;
        }
        int[] ids = batch.categorical(0);
        double loss = 0;
        try (FloatMatrix gradient = new FloatMatrix(batch.size(), ReplicaFixture.DIM)) {
            table.lookUp(ids, 0, batch.size(), gradient, 0, 0);
            for (int row = 0; row < batch.size(); row++) {
                for (int column = 0; column < ReplicaFixture.DIM; column++) {
                    float difference = gradient.get(row, column) - batch.labels()[row];
                    gradient.set(row, column, difference);
                    loss += 0.5 * difference * difference;
                }
            }
            TableStep step = table.newStep();
            step.add(ids, 0, batch.size(), 0, 0, 0);
            table.update(step, new FloatRows[] {gradient}, 0, 1);
        }
        return loss;
    }

    @Override
    public RankingTasks tasks() {
        return RankingTasks.CLICK;
    }

    @Override
    public void predict(Batch batch, float[] out) {
        throw new UnsupportedOperationException("only trained here");
    }

    @Override
    public void endRound() {
        rounds++;
    }

    /** How many rounds the model was told of. */
    int rounds() {
        return rounds;
    }

    @Override
    public ModelState state() {
        return new ModelState(List.of(), List.of(table));
    }

    @Override
    public void close() {
        table.close();
    }
}
