package org.campanile.spark.preparation;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * How Spark plans the queries of a preparation, where the user has not said it. Queries on little data take longer to be
 * planned and compiled than to run: they get no code of their own, are not planned anew after each stage, and shuffle into
 * few partitions. Closing takes the settings back. Belongs to the thread that prepares.
 */
final class SqlSettings implements AutoCloseable {
    /** With more rows compilation pays. */
    private static final long LITTLE = 500_000;

    private static final int FEW_PARTITIONS = 8;

    private final SparkSession spark;
    private final List<String> changed = new ArrayList<>();

    /** Sets what suits little data, for queries that are planned from now on. */
    SqlSettings(SparkSession spark) {
        this.spark = spark;
        set("spark.sql.codegen.wholeStage", "false");
        set("spark.sql.adaptive.enabled", "false");
    }

    /** Sets what suits so many rows. */
    void adaptTo(long rows) {
        if (rows > LITTLE) {
            close();
        } else {
            int parallel = spark.sparkContext().defaultParallelism();
            set("spark.sql.shuffle.partitions", String.valueOf(Math.min(parallel, FEW_PARTITIONS)));
        }
    }

    private void set(String key, String value) {
        if (!spark.conf().getAll().contains(key)) {
            spark.conf().set(key, value);
            changed.add(key);
        }
    }

    @Override
    public void close() {
        changed.forEach(spark.conf()::unset);
        changed.clear();
    }
}
