package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.campanile.core.shard.Split;

/**
 * Each user's last positive interaction is for test, the one before for validation, the others for training; a user with
 * fewer than three has all in training.
 *
 * <p>Interactions with label 0 go where their time puts them: behind the last positive one to test, between the last two
 * to validation. A row of either label is so for test when no positive one follows, for validation when one does.
 */
final class LeaveOneOut {
    /** Positive interactions that a user needs for one in each split. */
    private static final int LEAST_POSITIVES = 3;

    private LeaveOneOut() {}

    static Dataset<Row> split(Dataset<Row> interactions) {
        WindowSpec user = Window.partitionBy(RawInteractions.USER);
        WindowSpec later = user.orderBy(SplitColumns.latestFirst().toArray(Column[]::new))
                .rowsBetween(Window.unboundedPreceding(), -1);
        Column positive = when(col(EncodedData.LABEL).gt(0), 1).otherwise(0);
        Column followers = coalesce(sum(positive).over(later), lit(0));
        Column split = when(sum(positive).over(user).lt(LEAST_POSITIVES), SplitColumns.name(Split.TRAIN))
                .otherwise(SplitColumns.part(followers.equalTo(0), followers.equalTo(1)));
        return interactions.withColumn(Splits.SPLIT, split);
    }
}
