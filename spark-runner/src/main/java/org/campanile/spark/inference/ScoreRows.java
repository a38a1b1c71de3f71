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
import org.campanile.core.batch.Batch;
import org.campanile.core.bundle.LoadedBundle;
import org.campanile.core.model.RankingModel;
import org.campanile.core.transform.RowTransform;
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
    private static final int ROWS_AT_ONCE = 1024;

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
        private final RankingModel model;
        private final RowTransform transform;
        private final List<String> inputs;
        private final Batch batch;
        private final float[] scores = new float[ROWS_AT_ONCE];
        private Iterator<Row> block = Collections.emptyIterator();

        Scored(Iterator<Row> rows, LoadedBundle bundle) {
            this.rows = rows;
            this.model = (RankingModel) bundle.model();
            this.transform = bundle.entities().rowTransform(bundle.entities().rowColumns());
            this.inputs = bundle.entities()
                    .transform()
                    .inputs(bundle.manifest().schema().rowFeatures());
            this.batch = new Batch(transform.columns(), ROWS_AT_ONCE);
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
            batch.clear();
            while (rows.hasNext() && given.size() < ROWS_AT_ONCE) {
                Row row = rows.next();
                given.add(row);
                transform.append(rawValues(row), batch);
            }
            model.predict(batch, scores);
            List<Row> scored = new ArrayList<>(given.size());
            for (int i = 0; i < given.size(); i++) {
                scored.add(withScore(given.get(i), scores[i]));
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

        private static Row withScore(Row row, float score) {
            Object[] values = new Object[row.length() + 1];
            for (int i = 0; i < row.length(); i++) {
                values[i] = row.get(i);
            }
            values[row.length()] = score;
            return RowFactory.create(values);
        }
    }
}
