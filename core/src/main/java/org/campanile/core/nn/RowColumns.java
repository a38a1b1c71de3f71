package org.campanile.core.nn;

import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.nn.ColumnMap.Pair;

/** Copies the features that stand in the samples' own rows to their columns of another batch. */
final class RowColumns {
    private final ColumnMap map;

    RowColumns(ColumnSet source, ColumnSet target) {
        this.map = ColumnMap.of(source, target);
    }

    void copy(Batch source, Batch target) {
        int count = source.size();
        copyDense(source, count, target);
        for (Pair pair : map.categorical()) {
            System.arraycopy(source.categorical(pair.source()), 0, target.categorical(pair.target()), 0, count);
        }
        for (Pair pair : map.sequences()) {
            JaggedIds ids = source.sequence(pair.source());
            JaggedIds rows = target.sequence(pair.target());
            rows.clear();
            rows.addRows(ids, 0, count);
        }
    }

    private void copyDense(Batch source, int count, Batch target) {
        int sourceWidth = source.columns().dense().size();
        int targetWidth = target.columns().dense().size();
        for (int i = 0; i < count; i++) {
            for (Pair pair : map.dense()) {
                target.dense()[i * targetWidth + pair.target()] = source.dense()[i * sourceWidth + pair.source()];
            }
        }
    }
}
