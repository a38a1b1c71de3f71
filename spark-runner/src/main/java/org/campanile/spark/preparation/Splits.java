package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.campanile.core.shard.Split;

/** Divides rows into train, validation and test: adds the column {@link #SPLIT}. */
final class Splits {
    /** A split's folder name, STRING. */
    static final String SPLIT = "_split";

    /** Interactions that a user needs for one in each split. */
    private static final int LEAST_INTERACTIONS = 3;

    /** One part in so many goes to validation, and one to test. */
    private static final int PARTS = 8;

    private Splits() {}

    /**
     * Each user's last interaction is for test, the one before for validation, the others for training; a user with fewer
     * than three has all in training. Later is a greater time, then a greater tie, then a greater item.
     */
    static Dataset<Row> leaveOneOut(Dataset<Row> interactions) {
        WindowSpec user = Window.partitionBy(RawInteractions.USER);
        WindowSpec latestFirst = user.orderBy(
                col(RawInteractions.TIME).desc(),
                col(RawInteractions.TIE).desc(),
                col(RawInteractions.ITEM).desc());
        Column place = row_number().over(latestFirst);
        Column split = when(count(lit(1)).over(user).lt(LEAST_INTERACTIONS), lit(Split.TRAIN.folder()))
                .when(place.equalTo(1), lit(Split.TEST.folder()))
                .when(place.equalTo(2), lit(Split.VALIDATION.folder()))
                .otherwise(lit(Split.TRAIN.folder()));
        return interactions.withColumn(SPLIT, split);
    }

    /** An eighth of the rows at random for validation, an eighth for test; equal rows go the same way. */
    static Dataset<Row> ratio(Dataset<Row> rows, RowHash hash) {
        Column part = pmod(hash.of("split"), lit(PARTS));
        return rows.withColumn(
                SPLIT,
                when(part.equalTo(0), lit(Split.TEST.folder()))
                        .when(part.equalTo(1), lit(Split.VALIDATION.folder()))
                        .otherwise(lit(Split.TRAIN.folder())));
    }

    /** The rows of one split. */
    static Dataset<Row> of(Dataset<Row> rows, Split split) {
        return rows.filter(col(SPLIT).equalTo(split.folder()));
    }
}
