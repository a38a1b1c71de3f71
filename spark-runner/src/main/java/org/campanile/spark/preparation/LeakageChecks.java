package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
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
        Map<String, Long> found = new TreeMap<>();
        found.put(
                TARGET_IN_HISTORY,
                rows.groupBy(RawInteractions.USER, RawInteractions.ITEM)
                        .agg(count_distinct(col(Splits.SPLIT)).as("splits"))
                        .filter(col("splits").gt(1))
                        .count());
        if (method == SplitMethod.LEAVE_ONE_OUT) {
            found.put(TRAINING_AFTER_HELD_OUT, trainingAfterHeldOut(rows));
        }
        return found;
    }

    private static long trainingAfterHeldOut(Dataset<Row> rows) {
        Column isTraining = col(Splits.SPLIT).equalTo(lit(Split.TRAIN.folder()));
        Column time = col(RawInteractions.TIME);
        return rows.groupBy(RawInteractions.USER)
                .agg(
                        max(when(isTraining, time)).as("training"),
                        min(when(isTraining, null).otherwise(time)).as("held"))
                .filter(col("training").gt(col("held")))
                .count();
    }
}
