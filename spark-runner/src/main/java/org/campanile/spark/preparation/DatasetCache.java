package org.campanile.spark.preparation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** Data sets that are read more than once, kept on the executors until the preparation ends; and what tasks share. */
final class DatasetCache implements AutoCloseable {
    /** Spark shuffles into a fixed number of partitions, 200 if nobody says otherwise, whatever the size. */
    private static final int ROWS_PER_PARTITION = 100_000;

    private final List<Dataset<Row>> kept = new ArrayList<>();
    private final List<Broadcast<?>> shared = new ArrayList<>();

    /** Marks rows of an unknown number to be kept as they come from their source, on disk where memory is short. */
    Dataset<Row> keep(Dataset<Row> rows) {
        Dataset<Row> persisted = rows.persist(StorageLevel.MEMORY_AND_DISK());
        kept.add(persisted);
        return persisted;
    }

    /**
     * Marks the data set to be kept, on disk where memory is short.
     *
     * @param size about how many rows it has
     */
    Dataset<Row> keep(Dataset<Row> rows, long size) {
        return keep(rows.coalesce(Math.toIntExact(size / ROWS_PER_PARTITION + 1)));
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

    /** Gives every JVM that runs tasks a copy of a value, until the preparation ends. */
    <T extends Serializable> Broadcast<T> share(T value, SparkSession spark) {
        Broadcast<T> copies = new JavaSparkContext(spark.sparkContext()).broadcast(value);
        shared.add(copies);
        return copies;
    }

    @Override
    public void close() {
        kept.forEach(Dataset::unpersist);
        shared.forEach(Broadcast::destroy);
    }
}
