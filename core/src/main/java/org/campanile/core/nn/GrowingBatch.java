package org.campanile.core.nn;

import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;

/** A batch that has room for as many rows as were ever asked for. Owned by one thread at a time. */
public final class GrowingBatch {
    private Batch batch;

    public GrowingBatch(ColumnSet columns) {
        this.batch = new Batch(columns, 1);
    }

    /** The batch, with this many valid rows of arbitrary values; the one returned before is no longer valid. */
    public Batch ofSize(int rows) {
        if (rows > batch.capacity()) {
            batch = new Batch(batch.columns(), rows);
        }
        batch.setSize(rows);
        return batch;
    }
}
