package org.campanile.core.nn;

import java.util.ArrayList;
import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;

/**
 * Assembles all features of samples: those of the sample's own row, and those of its user and item by their keys.
 * Stateless once built; safe for use by several threads.
 */
public final class SampleRows {
    private final ColumnSet columns;
    private final RowColumns own;
    private final List<KeyedColumns> keyed = new ArrayList<>();

    /** Columns that are found by a key of the sample's row. */
    private record KeyedColumns(int keyColumn, EntityColumns entities) {}

    /**
     * @param users features of all users; read when the schema keeps features by user
     * @param items features of all items; read when the schema keeps features by item
     */
    public SampleRows(Schema schema, EntityFeatures users, EntityFeatures items) {
        ColumnSet sample = ColumnSet.ofSamples(schema);
        this.columns = ColumnSet.of(schema.inputs(), schema.targets());
        this.own = new RowColumns(sample, columns);
        addKeyed(schema, FeatureSide.USER, users, sample);
        addKeyed(schema, FeatureSide.ITEM, items, sample);
    }

    private void addKeyed(Schema schema, FeatureSide side, EntityFeatures entities, ColumnSet sample) {
        if (!schema.entityFeatures(side).isEmpty()) {
            int keyColumn = sample.categoricalColumn(schema.key(side).name());
            keyed.add(new KeyedColumns(keyColumn, new EntityColumns(schema, side, entities, columns)));
        }
    }

    /** All features of the schema, its labels and weight. */
    public ColumnSet columns() {
        return columns;
    }

    /**
     * Writes one row for each sample, with its labels and weight.
     *
     * @param rows a batch of {@link #columns()}
     * @return its batch, valid until it is used again
     */
    public Batch gather(Batch samples, GrowingBatch rows) {
        Batch batch = rows.ofSize(samples.size());
        own.copy(samples, batch);
        for (int column = 0; column < columns.targets().size(); column++) {
            System.arraycopy(samples.target(column), 0, batch.target(column), 0, samples.size());
        }
        for (KeyedColumns part : keyed) {
            part.entities().copy(samples.categorical(part.keyColumn()), 0, samples.size(), batch);
        }
        return batch;
    }
}
