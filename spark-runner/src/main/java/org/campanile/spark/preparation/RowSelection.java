package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.campanile.core.config.DataConfiguration;
import org.campanile.core.config.PositivesConfiguration;
import org.campanile.core.config.SelectConfiguration;
import org.campanile.core.config.TimePoint;

/** What can be told from an interaction alone: its label, and whether time or value leave it out. */
record RowSelection(DataConfiguration data) {
    /** Why a usable row is left out, STRING; null for one that stays. */
    static final String DESELECTED = "_deselected";

    static final String OUTSIDE_TIME_WINDOW = "outside-time-window";
    static final String BELOW_THRESHOLD = "below-threshold";

    /** Adds {@link EncodedData#LABEL} and {@link #DESELECTED}, which are of no meaning in rejected rows. */
    Dataset<Row> of(Dataset<Row> rows) {
        PositivesConfiguration positives = data.positives();
        Column value = col(RawInteractions.VALUE);
        Column positive =
                positives.hasThreshold() ? coalesce(value.geq(lit(positives.threshold())), lit(false)) : lit(true);
        Column reason = when(not(inWindow()), lit(OUTSIDE_TIME_WINDOW));
        if (positives.hasThreshold() && !positives.givesNegatives()) {
            reason = reason.when(not(positive), lit(BELOW_THRESHOLD));
        }
        return rows.withColumn(EncodedData.LABEL, when(positive, lit(1f)).otherwise(lit(0f)))
                .withColumn(DESELECTED, reason.cast(DataTypes.StringType));
    }

    private Column inWindow() {
        SelectConfiguration select = data.select();
        Column time = col(RawInteractions.TIME);
        Column after = select.from().isEmpty() ? lit(true) : time.geq(TimePoint.parse(select.from(), data.timeUnit()));
        Column before = select.to().isEmpty() ? lit(true) : time.lt(TimePoint.parse(select.to(), data.timeUnit()));
        return after.and(before);
    }
}
