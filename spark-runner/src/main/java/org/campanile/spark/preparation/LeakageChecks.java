package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.config.SplitConfiguration.SplitMethod;
import org.campanile.core.shard.Split;

/** Whether validation or test can be answered from what training has seen. */
final class LeakageChecks {
    /** Pairs of user and item that stand in more than one split: a target that is in the user's own history. */
    static final String TARGET_IN_HISTORY = "target-in-history";

    /** Users with a training interaction after one of their held-out ones. */
    static final String TRAINING_AFTER_HELD_OUT = "training-after-held-out";

    private LeakageChecks() {}

    /** Cases found, by check; on rows whose users and items are already numbers, as the model will see them. */
    static Map<String, Long> of(Dataset<Row> rows, SplitMethod method) {
        Column isTraining = col(Splits.SPLIT).equalTo(Split.TRAIN.folder());
        Column time = col(RawInteractions.TIME);
        Row found = rows.groupBy(RawInteractions.USER, RawInteractions.ITEM)
                .agg(
                        min(Splits.SPLIT).as("first"),
                        max(Splits.SPLIT).as("last"),
                        max(when(isTraining, time)).as("training"),
                        min(when(isTraining, null).otherwise(time)).as("held"))
                .groupBy(RawInteractions.USER)
                .agg(
                        sum(oneIf(col("first").notEqual(col("last")))).as("repeated"),
                        oneIf(max("training").gt(min("held"))).as("early"))
                .agg(coalesce(sum("repeated"), lit(0L)), coalesce(sum("early"), lit(0L)))
                .first();
        Map<String, Long> cases = new TreeMap<>();
        cases.put(TARGET_IN_HISTORY, found.getLong(0));
        if (method == SplitMethod.LEAVE_ONE_OUT) {
            cases.put(TRAINING_AFTER_HELD_OUT, found.getLong(1));
        }
        return cases;
    }

    private static Column oneIf(Column condition) {
        return when(condition, lit(1L)).otherwise(lit(0L));
    }
}
