package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.campanile.core.CampanileException;
import org.campanile.core.config.SelectConfiguration;

/**
 * The largest part of the interactions in which every user and every item has at least so many of them (Seidman: Network
 * Structure and Minimum Degree, 1983): users and items with fewer are taken away in turns until none has.
 *
 * <p>The rounds work on pairs of user and item alone, and each round starts from the materialised pairs of the one before:
 * Spark's plan would otherwise grow with every round.
 */
record KCore(SelectConfiguration select) {
    static final String OUTSIDE_CORE = "outside-core";

    /** Whether there is anything to take away. */
    static boolean isAsked(SelectConfiguration select) {
        return select.userCore() > 1 || select.itemCore() > 1;
    }

    /** @param size number of rows */
    Dataset<Row> of(Dataset<Row> rows, long size, DatasetCache cache) {
        Dataset<Row> pairs = rows.select(RawInteractions.USER, RawInteractions.ITEM);
        Dataset<Row> core = shrink(pairs, size);
        try {
            Dataset<Row> kept =
                    cache.keep(having(having(rows, core, RawInteractions.USER), core, RawInteractions.ITEM), size);
            /* Materialised while the core is there. */
            kept.count();
            return kept;
        } finally {
            core.unpersist();
        }
    }

    private Dataset<Row> shrink(Dataset<Row> all, long size) {
        Dataset<Row> pairs = all;
        long before = size;
        for (int round = 0; round < select.coreRounds(); round++) {
            Dataset<Row> next = materialised(atLeast(
                    atLeast(pairs, RawInteractions.USER, select.userCore()), RawInteractions.ITEM, select.itemCore()));
            long left = next.count();
            pairs.unpersist();
            pairs = next;
            if (left == before) {
                return pairs;
            }
            before = left;
        }
        pairs.unpersist();
        throw new CampanileException("The k-core (data.select.user-core " + select.userCore() + ", item-core "
                + select.itemCore() + ") still shrinks after " + select.coreRounds() + " rounds, to " + before
                + " interactions: raise data.select.core-rounds or lower the cores.");
    }

    private static Dataset<Row> materialised(Dataset<Row> pairs) {
        return pairs.sparkSession()
                .createDataFrame(pairs.toJavaRDD(), pairs.schema())
                .persist(StorageLevel.MEMORY_AND_DISK());
    }

    private static Dataset<Row> atLeast(Dataset<Row> pairs, String key, int least) {
        if (least <= 1) {
            return pairs;
        }
        Dataset<Row> kept = pairs.groupBy(key)
                .agg(count(lit(1)).as("_degree"))
                .filter(col("_degree").geq(least));
        return semiJoin(pairs, kept, key);
    }

    private static Dataset<Row> having(Dataset<Row> rows, Dataset<Row> core, String key) {
        return semiJoin(rows, core.select(key).distinct(), key);
    }

    private static Dataset<Row> semiJoin(Dataset<Row> rows, Dataset<Row> kept, String key) {
        Column same = Columns.named(key).equalTo(col("_kept_key"));
        return rows.join(kept.select(Columns.named(key).as("_kept_key")), same, "left_semi");
    }
}
