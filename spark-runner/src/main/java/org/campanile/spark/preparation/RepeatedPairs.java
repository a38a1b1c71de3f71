package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.config.SelectConfiguration.Conflicts;

/**
 * All rows of each pair of user and item, except those that go for their label. Adds the columns of {@link
 * PairSelection}, each row standing for itself.
 *
 * @param keys what is the same in the rows of a group
 */
record RepeatedPairs(List<String> keys, Conflicts conflicts) {
    private static final String OF_PAIR = "_of_pair";
    private static final String POSITIVES = "_positives";
    private static final String LAST_LABEL = "_last_label";

    /** Of rows that all have the same label: nothing conflicts. */
    static Dataset<Row> withoutConflicts(Dataset<Row> rows) {
        return added(rows, lit(false), lit(false));
    }

    Dataset<Row> of(Dataset<Row> rows) {
        Column conflict = col(POSITIVES).gt(0).and(col(POSITIVES).lt(col(OF_PAIR)));
        return added(rows.join(labels(rows), joined(), "left"), conflict, conflict.and(loses()))
                .drop(OF_PAIR, POSITIVES, LAST_LABEL)
                .drop(keys.stream().map(RepeatedPairs::copy).toArray(String[]::new));
    }

    private Dataset<Row> labels(Dataset<Row> rows) {
        Column label = col(EncodedData.LABEL);
        Column last =
                max(struct(col(RawInteractions.TIME), col(RawInteractions.TIE), col(RawInteractions.VALUE), label));
        return rows.groupBy(keys.stream()
                        .map(key -> Columns.named(key).as(copy(key)))
                        .toArray(Column[]::new))
                .agg(
                        count(lit(1)).as(OF_PAIR),
                        sum(when(label.gt(0), 1L).otherwise(0L)).as(POSITIVES),
                        last.getField(EncodedData.LABEL).as(LAST_LABEL));
    }

    private Column joined() {
        return keys.stream()
                .map(key -> Columns.named(key).eqNullSafe(col(copy(key))))
                .reduce(lit(true), Column::and);
    }

    private Column loses() {
        Column negatives = col(OF_PAIR).minus(col(POSITIVES));
        Column wins = PairSelection.positiveWins(conflicts, col(POSITIVES), negatives, col(LAST_LABEL));
        return switch (conflicts) {
            case KEEP -> lit(false);
            case DROP -> lit(true);
            case LAST, MAJORITY -> wins.notEqual(col(EncodedData.LABEL).gt(0));
        };
    }

    private static Dataset<Row> added(Dataset<Row> rows, Column conflict, Column loses) {
        return rows.withColumn(PairSelection.ROWS, lit(1L))
                .withColumn(PairSelection.CONFLICTING, when(loses, 1L).otherwise(0L))
                .withColumn(PairSelection.CONFLICT, conflict)
                .withColumn(PairSelection.KEPT, when(loses, false).otherwise(true));
    }

    private static String copy(String key) {
        return "_pair_" + key;
    }
}
