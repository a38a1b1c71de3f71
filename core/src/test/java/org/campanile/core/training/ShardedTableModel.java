package org.campanile.core.training;

import java.util.Arrays;
import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.embedding.EmbeddingTable;
import org.campanile.core.embedding.RowExchange;
import org.campanile.core.embedding.TableStep;
import org.campanile.core.math.FloatRows;
import org.campanile.core.math.HeapMatrix;
import org.campanile.core.model.ModelState;
import org.campanile.core.model.RankingModel;
import org.campanile.core.model.RankingTasks;
import org.campanile.core.model.StepClock;
import org.campanile.core.model.TrainingStep;

/** As {@link TableModel}, with a table whose rows may have owners, and steps that are prepared ahead. */
final class ShardedTableModel implements RankingModel {
    private final EmbeddingTable table;
    private final List<RowExchange> exchanges;
    private final StepClock clock = new StepClock();

    ShardedTableModel(EmbeddingTable table) {
        this.table = table;
        this.exchanges = RowExchange.among(List.of(table));
    }

    @Override
    public TrainingStep newStep() {
        return new Step();
    }

    private final class Step implements TrainingStep {
        private final TableStep step = table.newStep();
        private final List<RowExchange.Step> rows =
                exchanges.stream().map(exchange -> exchange.newStep(step)).toList();
        private int[] ids = {};
        private float[] labels = {};

        @Override
        public void prepare(int epoch, Batch batch) {
            ids = Arrays.copyOf(batch.categorical(0), batch.size());
            labels = Arrays.copyOf(batch.labels(), batch.size());
            step.clear();
            rows.forEach(RowExchange.Step::clear);
            step.add(ids, 0, ids.length, 0, 0, 0);
            table.prepare(step);
            rows.forEach(RowExchange.Step::prepare);
        }

        @Override
        public double train() {
            rows.forEach(RowExchange.Step::fetch);
            HeapMatrix gradient = new HeapMatrix(table.dim());
            gradient.ensureRows(Math.max(1, ids.length));
            table.lookUp(ids, 0, ids.length, gradient, 0, 0);
            double loss = 0;
            for (int i = 0; i < ids.length * table.dim(); i++) {
                gradient.elements()[i] -= labels[i / table.dim()];
                loss += 0.5 * gradient.elements()[i] * gradient.elements()[i];
            }
            table.update(step, new FloatRows[] {gradient}, 0, 1);
            rows.forEach(RowExchange.Step::deliver);
            return loss;
        }

        @Override
        public int samples() {
            return ids.length;
        }
    }

    @Override
    public StepClock clock() {
        return clock;
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
    public ModelState state() {
        return new ModelState(List.of(), List.of(table.state()));
    }

    @Override
    public void close() {
        table.close();
    }
}
