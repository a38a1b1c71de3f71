package org.campanile.spark.preparation;

import java.util.List;
import org.apache.spark.sql.Row;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.Targets;
import org.campanile.core.shard.ShardKind;

/** Fills a batch from Spark rows that have one column under the name of each feature. */
final class RowBatch {
    private static final int ABSENT = -1;

    private final Batch batch;

    /* Where the values stand in a row: by name they would be looked for in a map, for every value again. */
    private final int[] dense;
    private final int[] categorical;
    private final int[] sequences;
    private final int[] weights;
    private final int[] targets;

    /** @param fields names of the rows' columns, in their order */
    RowBatch(ColumnSet columns, ShardKind kind, int capacity, List<String> fields) {
        this.batch = new Batch(columns, capacity);
        this.dense = places(columns.dense(), fields);
        this.categorical = places(columns.categorical(), fields);
        this.sequences = places(columns.sequences(), fields);
        this.weights = columns.sequences().stream()
                .mapToInt(feature -> feature.isWeighted() ? fields.indexOf(feature.weightsColumn()) : ABSENT)
                .toArray();
        Targets present = kind == ShardKind.SAMPLES ? columns.targets() : Targets.NONE;
        this.targets = present.columns().stream().mapToInt(fields::indexOf).toArray();
    }

    Batch batch() {
        return batch;
    }

    boolean isFull() {
        return batch.size() == batch.capacity();
    }

    void add(Row row) {
        int position = batch.size();
        for (int column = 0; column < dense.length; column++) {
            batch.dense()[position * dense.length + column] = row.getFloat(dense[column]);
        }
        for (int column = 0; column < categorical.length; column++) {
            batch.categorical(column)[position] = row.getInt(categorical[column]);
        }
        for (int column = 0; column < sequences.length; column++) {
            addSequence(row, sequences[column], weights[column], batch.sequence(column));
        }
        for (int column = 0; column < targets.length; column++) {
            batch.target(column)[position] = row.getFloat(targets[column]);
        }
        batch.setSize(position + 1);
    }

    private static int[] places(List<? extends Feature> features, List<String> fields) {
        return features.stream()
                .mapToInt(feature -> fields.indexOf(feature.name()))
                .toArray();
    }

    private static void addSequence(Row row, int field, int weightsField, JaggedIds ids) {
        List<Integer> values = row.getList(field);
        int[] array = values.stream().mapToInt(Integer::intValue).toArray();
        if (weightsField == ABSENT) {
            ids.addRow(array, 0, array.length);
            return;
        }
        List<Float> given = row.getList(weightsField);
        float[] numbers = new float[array.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = given.get(i);
        }
        ids.addRow(array, numbers, 0, array.length);
    }
}
