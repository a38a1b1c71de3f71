package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.config.SelectConfiguration;
import org.campanile.core.config.TimePoint.DataTimeUnit;

/** Active users alone: those with so many interactions in the last days of the data. */
record UserActivity(SelectConfiguration select, DataTimeUnit unit) {
    static final String INACTIVE_USER = "inactive-user";

    /** All interactions of active users, also those before the last days. */
    Dataset<Row> of(Dataset<Row> rows) {
        Dataset<Row> recent = select.activeDays() == 0
                ? rows
                : rows.filter(col(RawInteractions.TIME).gt(beginOfLastDays(rows)));
        Dataset<Row> active = recent.groupBy(RawInteractions.USER)
                .agg(count(lit(1)).as("_recent"))
                .filter(col("_recent").geq(select.activeInteractions()))
                .select(col(RawInteractions.USER).as("_active"));
        Column same = col(RawInteractions.USER).equalTo(col("_active"));
        return rows.join(active, same, "left_semi");
    }

    /* The window is half open: an interaction exactly so many days before the last one is too old. */
    private long beginOfLastDays(Dataset<Row> rows) {
        Row last = rows.agg(max(RawInteractions.TIME)).first();
        return last.isNullAt(0) ? 0 : Math.subtractExact(last.getLong(0), unit.days(select.activeDays()));
    }
}
