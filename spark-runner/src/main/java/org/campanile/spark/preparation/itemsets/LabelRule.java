package org.campanile.spark.preparation.itemsets;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.spark.preparation.RawData;
import org.campanile.spark.preparation.RawInteractions;
import org.campanile.spark.preparation.itemsets.SetsOfItemsOptions.Label;

/**
 * Which ratings are positive.
 *
 * @param threshold the least positive rating, where the label is {@link Label#THRESHOLD}
 */
record LabelRule(Label label, double threshold) {
    private static final String MEAN = "_mean";

    /** Replaces the ratings of a file, in {@link RawInteractions#VALUE}, by 1 for a positive one and 0 for another. */
    Dataset<Row> apply(Dataset<Row> ratings) {
        return switch (label) {
            case THRESHOLD -> labelled(ratings, lit(threshold));
            case MEAN ->
                labelled(ratings.crossJoin(broadcast(mean(ratings))), col(MEAN)).drop(MEAN);
        };
    }

    /* Rows of a set's members repeat its rating equally often, so that their mean is the mean of the sets. */
    private static Dataset<Row> mean(Dataset<Row> ratings) {
        return ratings.filter(col(RawData.REASON).isNull())
                .agg(avg(RawInteractions.VALUE).as(MEAN));
    }

    private static Dataset<Row> labelled(Dataset<Row> ratings, Column least) {
        Column isPositive = col(RawInteractions.VALUE).cast("double").geq(least);
        return ratings.withColumn(
                RawInteractions.VALUE, when(isPositive, lit(1f)).otherwise(lit(0f)));
    }
}
