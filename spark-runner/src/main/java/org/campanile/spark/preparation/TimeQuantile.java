package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.CampanileException;

/**
 * Exact quantiles of times: a histogram of a thousand buckets, then one of the bucket in question, until a bucket is one
 * time. The driver sees a thousand counts at once, and a range of n units takes log n / log 1000 passes.
 *
 * <p>Spark's approximate quantiles would do with one pass, but depend on the order in which rows are read.
 *
 * @param rows  with {@link RawInteractions#TIME}; read several times
 * @param size  number of the rows
 * @param first the earliest time
 * @param last  the latest time
 */
record TimeQuantile(Dataset<Row> rows, long size, long first, long last) {
    private static final int BUCKETS = 1000;
    /** Differences of times must fit a LONG. */
    private static final long LARGEST_TIME = 1L << 61;

    static TimeQuantile of(Dataset<Row> rows) {
        Column time = col(RawInteractions.TIME);
        Row range = rows.agg(count(lit(1)), min(time), max(time)).first();
        if (range.getLong(1) < -LARGEST_TIME || range.getLong(2) > LARGEST_TIME) {
            throw new CampanileException("Times of interactions range from " + range.getLong(1) + " to "
                    + range.getLong(2) + ", but by-time needs them within +-2^61: mend the data.");
        }
        return new TimeQuantile(rows, range.getLong(0), range.getLong(1), range.getLong(2));
    }

    /**
     * The earliest time such that the rows at it and later are at most a share of all; beyond the last time when already
     * those of the last time are more.
     *
     * @param share in [0, 1)
     */
    long latestShare(double share) {
        long allowed = (long) Math.floor(share * size + 1e-9);
        long low = first;
        long high = last;
        long later = 0;
        while (true) {
            long width = Math.floorDiv(high - low, BUCKETS) + 1;
            Map<Long, Long> histogram = histogram(low, high, width);
            long bucket = Math.floorDiv(high - low, width);
            while (bucket >= 0 && later + histogram.getOrDefault(bucket, 0L) <= allowed) {
                later += histogram.getOrDefault(bucket, 0L);
                bucket--;
            }
            if (bucket < 0) {
                return low;
            }
            if (width == 1) {
                return low + bucket + 1;
            }
            low += bucket * width;
            high = Math.min(high, low + width - 1);
        }
    }

    private Map<Long, Long> histogram(long low, long high, long width) {
        Column time = col(RawInteractions.TIME);
        Map<Long, Long> counts = new HashMap<>();
        rows.filter(time.between(low, high))
                .groupBy(expr("(%s - (%dL)) div %dL".formatted(RawInteractions.TIME, low, width))
                        .as("bucket"))
                .count()
                .collectAsList()
                .forEach(row -> counts.put(row.getLong(0), row.getLong(1)));
        return counts;
    }
}
