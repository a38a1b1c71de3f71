package org.campanile.core.batch;

import java.util.List;

/**
 * The features of all users or all items, by the index of their key. Immutable once built, and safe for use by several
 * threads.
 *
 * @param size        number of entities including index 0, the unknown one
 * @param columns     the features by kind
 * @param dense       dense values, row-major {@code [size, columns.dense().size()]}
 * @param categorical vocabulary indices, {@code [columns.categorical().size()][size]}
 * @param sequences   jagged ids, one row per entity
 */
@SuppressWarnings("ArrayRecordComponent")
public record EntityFeatures(int size, ColumnSet columns, float[] dense, int[][] categorical, JaggedIds[] sequences) {

    /** Entities that have no features but their key. */
    public static EntityFeatures none(int size) {
        return new EntityFeatures(size, ColumnSet.of(List.of()), new float[0], new int[0][], new JaggedIds[0]);
    }
}
