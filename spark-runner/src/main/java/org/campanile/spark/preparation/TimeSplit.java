package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.campanile.core.CampanileException;
import org.campanile.core.config.SplitConfiguration;
import org.campanile.core.config.SplitConfiguration.SplitScope;
import org.campanile.core.config.TimePoint;
import org.campanile.core.config.TimePoint.DataTimeUnit;

/**
 * The latest rows are held out: those from two moments on, which are given or follow from the shares, or each user's
 * latest. With moments, rows of one time all go the same way, and no training row is later than a held-out one.
 */
record TimeSplit(SplitConfiguration settings, DataTimeUnit unit) {
    Dataset<Row> split(Dataset<Row> rows) {
        requireTimes(rows);
        Column split = settings.scope() == SplitScope.GLOBAL ? global(rows) : perUser();
        return rows.withColumn(Splits.SPLIT, split);
    }

    private Column global(Dataset<Row> rows) {
        long validation;
        long test;
        if (settings.testFrom().isEmpty()) {
            TimeQuantile quantile = TimeQuantile.of(rows);
            test = quantile.latestShare(settings.test());
            validation = quantile.latestShare(settings.test() + settings.validation());
        } else {
            test = TimePoint.parse(settings.testFrom(), unit);
            validation = TimePoint.parse(settings.validationFrom(), unit);
            requireOrder(validation, test);
        }
        Column time = col(RawInteractions.TIME);
        return SplitColumns.part(time.geq(test), time.geq(validation));
    }

    private void requireOrder(long validation, long test) {
        if (validation > test) {
            throw new CampanileException("data.split.validation-from " + settings.validationFrom()
                    + " is later than data.split.test-from " + settings.testFrom()
                    + ": validation comes before test.");
        }
    }

    private Column perUser() {
        WindowSpec user = Window.partitionBy(RawInteractions.USER);
        WindowSpec latestFirst = user.orderBy(SplitColumns.latestFirst().toArray(Column[]::new));
        return RatioSplit.share(
                settings, row_number().over(latestFirst), count(lit(1)).over(user));
    }

    private static void requireTimes(Dataset<Row> rows) {
        Column time = col(RawInteractions.TIME);
        Row range = rows.agg(min(time), max(time)).first();
        if (!range.isNullAt(0) && range.getLong(0) == range.getLong(1)) {
            throw new CampanileException(
                    "data.split.method by-time needs interactions with times, but all of them have the time "
                            + range.getLong(0) + ": choose ratio or leave-one-out.");
        }
    }
}
