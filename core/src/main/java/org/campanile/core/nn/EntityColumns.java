package org.campanile.core.nn;

import org.campanile.core.Check;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.batch.GivenFeatures;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.nn.ColumnMap.Pair;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;

/** Copies the features of entities, found by their keys, to their columns of a batch. */
final class EntityColumns {
    private static final GivenFeatures NONE = new GivenFeatures();

    private final EntityFeatures entities;
    private final ColumnMap map;

    /** @throws IllegalArgumentException when features or entities of the side are missing, or the target lacks columns */
    EntityColumns(Schema schema, FeatureSide side, EntityFeatures entities, ColumnSet target) {
        this.entities = entities;
        this.map = ColumnMap.of(entities.columns(), target);
        int features = schema.entityFeatures(side).size();
        int size = schema.vocabulary(schema.key(side).vocabulary()).size();
        Check.that(map.size() == features, "of %d features by key of side %s, %d are here", features, side, map.size());
        Check.that(
                features == 0 || entities.size() >= size,
                "of %d entities of side %s, %d have features",
                size,
                side,
                entities.size());
    }

    /** Row {@code i} of the target receives the features of entity {@code keys[from + i]}. */
    void copy(int[] keys, int from, int count, Batch target) {
        copy(keys, NONE, from, count, target);
    }

    /** The same, but those at {@code from + i} where they are given. */
    void copy(int[] keys, GivenFeatures given, int from, int count, Batch target) {
        copyDense(keys, from, count, target);
        for (Pair pair : map.categorical()) {
            int[] source = entities.categorical()[pair.source()];
            int[] values = target.categorical(pair.target());
            for (int i = 0; i < count; i++) {
                values[i] = source[keys[from + i]];
            }
        }
        for (Pair pair : map.sequences()) {
            JaggedIds source = entities.sequences()[pair.source()];
            JaggedIds rows = target.sequence(pair.target());
            rows.clear();
            for (int i = 0; i < count; i++) {
                Batch batch = given.batch(from + i);
                if (batch == null) {
                    rows.addRow(source, keys[from + i]);
                } else {
                    rows.addRow(batch.sequence(pair.source()), given.row(from + i));
                }
            }
        }
        for (int i = 0; i < count && !given.isEmpty(); i++) {
            Batch batch = given.batch(from + i);
            if (batch != null) {
                copyNumbers(batch, given.row(from + i), target, i);
            }
        }
    }

    /** Copies dense and categorical values that are given. */
    private void copyNumbers(Batch source, int sourceRow, Batch target, int targetRow) {
        Check.that(
                source.columns().equals(entities.columns()),
                "features are given as %s, but stored as %s",
                source.columns(),
                entities.columns());
        int sourceWidth = source.columns().dense().size();
        int targetWidth = target.columns().dense().size();
        for (Pair pair : map.dense()) {
            target.dense()[targetRow * targetWidth + pair.target()] =
                    source.dense()[sourceRow * sourceWidth + pair.source()];
        }
        for (Pair pair : map.categorical()) {
            target.categorical(pair.target())[targetRow] = source.categorical(pair.source())[sourceRow];
        }
    }

    private void copyDense(int[] keys, int from, int count, Batch target) {
        int sourceWidth = entities.columns().dense().size();
        int targetWidth = target.columns().dense().size();
        for (int i = 0; i < count; i++) {
            int sourceRow = keys[from + i] * sourceWidth;
            for (Pair pair : map.dense()) {
                target.dense()[i * targetWidth + pair.target()] = entities.dense()[sourceRow + pair.source()];
            }
        }
    }
}
