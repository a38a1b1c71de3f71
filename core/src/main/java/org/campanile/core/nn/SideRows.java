package org.campanile.core.nn;

import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.batch.GivenFeatures;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;

/**
 * Assembles the features of users, or of items, from their keys: the key itself and all that is stored by it. Stateless
 * once built; safe for use by several threads.
 */
public final class SideRows {
    private static final GivenFeatures NONE = new GivenFeatures();

    private final List<Feature> features;
    private final ColumnSet columns;
    private final EntityColumns entities;
    private final int keyColumn;

    /**
     * @param side     a side that has a key in the schema
     * @param entities the features of that side's entities, by the key's index
     */
    public SideRows(Schema schema, FeatureSide side, EntityFeatures entities) {
        List<Feature> stored = schema.entityFeatures(side);
        Feature key = schema.key(side);
        this.features = schema.features().stream()
                .filter(feature -> feature.equals(key) || stored.contains(feature))
                .toList();
        this.columns = ColumnSet.of(features);
        this.entities = new EntityColumns(schema, side, entities, columns);
        this.keyColumn = columns.categoricalColumn(schema.key(side).name());
    }

    /** The side's features in the schema's order, the key included. */
    public List<Feature> features() {
        return features;
    }

    public ColumnSet columns() {
        return columns;
    }

    /**
     * Writes one row for each of {@code keys[from]} to {@code keys[from + count - 1]}.
     *
     * @param rows a batch of {@link #columns()}
     * @return its batch, valid until it is used again
     */
    public Batch gather(int[] keys, int from, int count, GrowingBatch rows) {
        return gather(keys, NONE, from, count, rows);
    }

    /**
     * The same where the features of some keys are given.
     *
     * @param given features by the place of the key in {@code keys}
     */
    public Batch gather(int[] keys, GivenFeatures given, int from, int count, GrowingBatch rows) {
        Batch batch = rows.ofSize(count);
        System.arraycopy(keys, from, batch.categorical(keyColumn), 0, count);
        entities.copy(keys, given, from, count, batch);
        return batch;
    }
}
