package org.campanile.spark.preparation;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Data sets that are read more than once, kept on the executors until the preparation ends. */
final class DatasetCache implements AutoCloseable {
    private final List<Dataset<Row>> kept = new ArrayList<>();

    /** Marks the data set to be kept, on disk where memory is short. */
    Dataset<Row> keep(Dataset<Row> rows) {
        Dataset<Row> persisted = rows.persist(StorageLevel.MEMORY_AND_DISK());
        kept.add(persisted);
        return persisted;
    }

    @Override
    public void close() {
        kept.forEach(Dataset::unpersist);
    }
}
