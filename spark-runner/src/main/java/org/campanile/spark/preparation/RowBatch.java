package org.campanile.spark.preparation;

import java.util.List;
import org.apache.spark.sql.Row;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.shard.ShardKind;

/** Fills a batch from Spark rows that have one column under the name of each feature. */
final class RowBatch {
    private final Batch batch;
    private final ShardKind kind;

    RowBatch(ColumnSet columns, ShardKind kind, int capacity) {
        this.batch = new Batch(columns, capacity);
        this.kind = kind;
    }

    Batch batch() {
        return batch;
    }

    boolean isFull() {
        return batch.size() == batch.capacity();
    }

    void add(Row row) {
        int position = batch.size();
        ColumnSet columns = batch.columns();
        int width = columns.dense().size();
        for (int column = 0; column < width; column++) {
            batch.dense()[position * width + column] =
                    row.getAs(columns.dense().get(column).name());
        }
        for (int column = 0; column < columns.categorical().size(); column++) {
            batch.categorical(column)[position] =
                    row.getAs(columns.categorical().get(column).name());
        }
        for (int column = 0; column < columns.sequences().size(); column++) {
            addSequence(row, row.fieldIndex(columns.sequences().get(column).name()), batch.sequence(column));
        }
        if (kind == ShardKind.SAMPLES) {
            batch.labels()[position] = row.getAs(EncodedData.LABEL);
        }
        batch.setSize(position + 1);
    }

    private static void addSequence(Row row, int field, JaggedIds ids) {
        List<Integer> values = row.getList(field);
        int[] array = values.stream().mapToInt(Integer::intValue).toArray();
        ids.addRow(array, 0, array.length);
    }
}
