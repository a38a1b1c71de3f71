package org.campanile.core.shard;

import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.storage.FileStore;

/** Reads entity files end to end into whole columns. */
final class EntityReader {
    private final ColumnSet columns;
    private final int size;
    private final float[] dense;
    private final int[][] categorical;
    private final JaggedIds[] sequences;
    private int next;

    /** @param size number of entities including the unknown one */
    EntityReader(ColumnSet columns, int size) {
        this.columns = columns;
        this.size = size;
        this.dense = new float[Math.multiplyExact(size, columns.dense().size())];
        this.categorical = new int[columns.categorical().size()][size];
        this.sequences = new JaggedIds[columns.sequences().size()];
        for (int column = 0; column < sequences.length; column++) {
            sequences[column] = new JaggedIds();
        }
    }

    EntityFeatures read(FileStore store, List<ShardInfo> files) {
        for (ShardInfo file : files) {
            read(store, file);
        }
        if (next != size) {
            throw new CampanileException("Entity files of " + store.root() + " hold " + next
                    + " rows, but the vocabulary of their key has " + size + " indices: prepare the data set again");
        }
        return new EntityFeatures(size, columns, dense, categorical, sequences);
    }

    private void read(FileStore store, ShardInfo file) {
        int capacity =
                file.rowGroups().stream().mapToInt(Integer::intValue).max().orElse(1);
        Batch group = new Batch(columns, capacity);
        try (ShardReader reader = new ShardReader(store, file, columns, ShardKind.ENTITIES)) {
            for (int number = 0; number < file.rowGroups().size(); number++) {
                reader.read(number, group);
                append(group);
            }
        }
    }

    private void append(Batch group) {
        int rows = group.size();
        int width = columns.dense().size();
        System.arraycopy(group.dense(), 0, dense, next * width, rows * width);
        for (int column = 0; column < categorical.length; column++) {
            System.arraycopy(group.categorical(column), 0, categorical[column], next, rows);
        }
        for (int column = 0; column < sequences.length; column++) {
            sequences[column].addRows(group.sequence(column), 0, rows);
        }
        next += rows;
    }
}
