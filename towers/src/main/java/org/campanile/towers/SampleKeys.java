package org.campanile.towers;

import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;

/**
 * Where the samples of a batch name their user and item.
 *
 * @param userColumn categorical column of the user key
 * @param itemColumn categorical column of the item key
 */
record SampleKeys(int userColumn, int itemColumn) {
    static SampleKeys of(Schema schema) {
        ColumnSet columns = ColumnSet.ofSamples(schema);
        return new SampleKeys(
                columns.categoricalColumn(schema.key(FeatureSide.USER).name()),
                columns.categoricalColumn(schema.key(FeatureSide.ITEM).name()));
    }

    /** The users of a batch, {@code [>= batch.size()]}. */
    int[] users(Batch batch) {
        return batch.categorical(userColumn);
    }

    /** The items of a batch, {@code [>= batch.size()]}. */
    int[] items(Batch batch) {
        return batch.categorical(itemColumn);
    }
}
