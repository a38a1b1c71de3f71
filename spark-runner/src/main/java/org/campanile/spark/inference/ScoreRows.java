package org.campanile.spark.inference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.campanile.core.bundle.LoadedBundle;
import org.campanile.core.bundle.RowScorer;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.model.RankingModel;
import org.campanile.core.model.RankingTasks;
import org.campanile.spark.Tasks;
import org.campanile.spark.bundle.TaskBundle;
import scala.collection.Seq;

/**
 * One task: scores the rows of a partition, some at a time.
 *
 * @param bundle location of the model's bundle
 */
record ScoreRows(String bundle) implements FlatMapFunction<Iterator<Row>, Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        if (!rows.hasNext()) {
            return Collections.emptyIterator();
        }
        TaskBundle opened = TaskBundle.open(bundle);
        Tasks.atEnd(opened::close);
        return new Scored(rows, opened.bundle());
    }

    /** The rows with their scores, block by block. */
    private static final class Scored implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final RowScorer scorer;
        private final List<String> inputs;
        private final RankingTasks tasks;
        private final ScoreColumns columns;
        private Iterator<Row> block = Collections.emptyIterator();

        Scored(Iterator<Row> rows, LoadedBundle bundle) {
            this.rows = rows;
            RankingModel model = (RankingModel) bundle.model();
            this.scorer = new RowScorer(
                    model, bundle.entities().rowTransform(bundle.entities().rowColumns()));
            this.inputs = bundle.entities()
                    .transform()
                    .inputs(bundle.manifest().schema().rowFeatures());
            this.tasks = model.tasks();
            this.columns = new ScoreColumns(tasks.tasks());
        }

        @Override
        public boolean hasNext() {
            return block.hasNext() || rows.hasNext();
        }

        @Override
        public Row next() {
            if (!block.hasNext()) {
                block = scoreBlock().iterator();
            }
            return block.next();
        }

        private List<Row> scoreBlock() {
            List<Row> given = new ArrayList<>();
            while (rows.hasNext() && given.size() < RowScorer.ROWS_AT_ONCE) {
                given.add(rows.next());
            }
            float[] predictions =
                    scorer.predict(given.stream().map(this::rawValues).toList());
            List<Row> scored = new ArrayList<>(given.size());
            for (int i = 0; i < given.size(); i++) {
                scored.add(withScores(given.get(i), predictions, i * tasks.outputs()));
            }
            return scored;
        }

        private Map<String, Object> rawValues(Row row) {
            Map<String, Object> values = new HashMap<>();
            for (String input : inputs) {
                int field = row.fieldIndex(input);
                Object value = row.get(field);
                values.put(input, value instanceof Seq<?> ? row.getList(field) : value);
            }
            return values;
        }

        /** The row, the combined score and, where there is such a column, the prediction of each task. */
        private Row withScores(Row row, float[] predictions, int from) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < row.length(); i++) {
                values.add(row.get(i));
            }
            values.add(tasks.score(predictions, from));
            int at = from;
            for (TaskConfiguration task : columns.hasPredictions() ? tasks.tasks() : List.<TaskConfiguration>of()) {
                values.add(ScoreColumns.value(task, predictions, at));
                at += task.outputs();
            }
            return RowFactory.create(values.toArray());
        }
    }
}
