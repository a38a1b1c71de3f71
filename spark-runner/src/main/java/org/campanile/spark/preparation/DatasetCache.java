package org.campanile.spark.preparation;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Data sets that are read more than once, kept on the executors until the preparation ends. */
final class DatasetCache implements AutoCloseable {
    /** Spark shuffles into a fixed number of partitions, 200 if nobody says otherwise, whatever the size. */
    private static final int ROWS_PER_PARTITION = 100_000;

    private final List<Dataset<Row>> kept = new ArrayList<>();

    /**
     * Marks the data set to be kept, on disk where memory is short.
     *
     * @param size about how many rows it has
     */
    Dataset<Row> keep(Dataset<Row> rows, long size) {
        int partitions = Math.toIntExact(size / ROWS_PER_PARTITION + 1);
        Dataset<Row> persisted = rows.coalesce(partitions).persist(StorageLevel.MEMORY_AND_DISK());
        kept.add(persisted);
        return persisted;
    }

    /**
     * As {@link #keep}, and forgets everything kept before, which only the data set itself was made of.
     *
     * @param size about how many rows it has
     */
    Dataset<Row> keepAlone(Dataset<Row> rows, long size) {
        List<Dataset<Row>> before = List.copyOf(kept);
        Dataset<Row> persisted = keep(rows, size);
        /* Complete before what it is made of goes. */
        persisted.count();
        before.forEach(Dataset::unpersist);
        kept.removeAll(before);
        return persisted;
    }

    @Override
    public void close() {
        kept.forEach(Dataset::unpersist);
    }
}
