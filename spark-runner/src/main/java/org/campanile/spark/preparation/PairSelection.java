package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.config.SelectConfiguration.Conflicts;
import org.campanile.core.config.SelectConfiguration.Duplicates;

/**
 * One row for each pair of user and item: which of several is kept, and how many go as duplicates or for their label.
 *
 * <p>Every aggregate has a fixed size, so that a pair with a million rows is no burden. Rows that are equal in time, tie
 * and value are compared by all other columns, so that the one that is kept does not depend on the order of reading.
 *
 * @param keys       what is the same in the rows of a group: user and item, and the part where the source gives it
 * @param duplicates any but {@code ALL}
 */
record PairSelection(List<String> keys, Duplicates duplicates, Conflicts conflicts) {
    /** Rows of the pair, LONG. */
    static final String ROWS = "_rows";

    /** Rows of the pair that are left out because of their label, LONG. */
    static final String CONFLICTING = "_conflicting";

    /** Whether the pair has both labels, BOOLEAN. */
    static final String CONFLICT = "_conflict";

    /** Whether a row of the pair stays, BOOLEAN. */
    static final String KEPT = "_kept";

    private static final List<String> ADDED = List.of(ROWS, CONFLICTING, CONFLICT, KEPT);
    private static final List<String> BY_TIME =
            List.of(RawInteractions.TIME, RawInteractions.TIE, RawInteractions.VALUE);
    private static final String POSITIVES = "_positives";
    private static final String ANY = "_any";
    private static final String OF_POSITIVES = "_of_positives";
    private static final String OF_NEGATIVES = "_of_negatives";
    private static final String LAST_LABEL = "_last_label";

    /** The columns that were there, {@link #ROWS}, {@link #CONFLICTING}, {@link #CONFLICT} and {@link #KEPT}. */
    Dataset<Row> of(Dataset<Row> rows) {
        Column positive = col(EncodedData.LABEL).gt(0);
        Column order = struct(inOrder(rows, firstInOrder()));
        List<Column> sums = new ArrayList<>();
        sums.add(sum(when(positive, 1L).otherwise(0L)).as(POSITIVES));
        sums.add(kept(order).as(ANY));
        if (conflicts != Conflicts.KEEP) {
            Column last = struct(inOrder(rows, BY_TIME));
            sums.add(kept(when(positive, order)).as(OF_POSITIVES));
            sums.add(kept(when(positive, null).otherwise(order)).as(OF_NEGATIVES));
            sums.add(max(last).getField(EncodedData.LABEL).as(LAST_LABEL));
        }
        Dataset<Row> pairs = rows.groupBy(keys.stream().map(Columns::named).toArray(Column[]::new))
                .agg(count(lit(1)).as(ROWS), sums.toArray(Column[]::new));
        return resolved(pairs).select(columns(rows));
    }

    private List<String> firstInOrder() {
        return duplicates == Duplicates.GREATEST
                ? List.of(RawInteractions.VALUE, RawInteractions.TIME, RawInteractions.TIE)
                : BY_TIME;
    }

    private Column kept(Column candidates) {
        return duplicates == Duplicates.FIRST ? min(candidates) : max(candidates);
    }

    /** Columns to compare by: first these, then all others but the keys. */
    private Column[] inOrder(Dataset<Row> rows, List<String> first) {
        List<String> names = new ArrayList<>(first);
        for (String column : rows.columns()) {
            if (!names.contains(column) && !keys.contains(column)) {
                names.add(column);
            }
        }
        return names.stream().map(Columns::named).toArray(Column[]::new);
    }

    private Dataset<Row> resolved(Dataset<Row> pairs) {
        Column conflict = col(POSITIVES).gt(0).and(col(POSITIVES).lt(col(ROWS)));
        Column negatives = col(ROWS).minus(col(POSITIVES));
        Column positiveWins = positiveWins(conflicts, col(POSITIVES), negatives, col(LAST_LABEL));
        Column winner = when(positiveWins, col(OF_POSITIVES)).otherwise(col(OF_NEGATIVES));
        Column losers = when(positiveWins, negatives).otherwise(col(POSITIVES));
        Column row = switch (conflicts) {
            case KEEP -> col(ANY);
            case LAST, MAJORITY -> when(conflict, winner).otherwise(col(ANY));
            case DROP -> when(not(conflict), col(ANY));
        };
        Column lost = switch (conflicts) {
            case KEEP -> lit(0L);
            case LAST, MAJORITY -> when(conflict, losers).otherwise(0L);
            case DROP -> when(conflict, col(ROWS)).otherwise(0L);
        };
        return pairs.withColumn("_row", row)
                .withColumn(CONFLICT, conflict)
                .withColumn(CONFLICTING, lost)
                .withColumn(KEPT, col("_row").isNotNull());
    }

    /** Whether label 1 is the one to keep; of a tie, the last one is. */
    static Column positiveWins(Conflicts conflicts, Column positives, Column negatives, Column lastLabel) {
        Column lastIsPositive = lastLabel.gt(0);
        return conflicts == Conflicts.MAJORITY
                ? positives.gt(negatives).or(positives.equalTo(negatives).and(lastIsPositive))
                : lastIsPositive;
    }

    private Column[] columns(Dataset<Row> rows) {
        Stream<Column> original = Arrays.stream(rows.columns())
                .map(name -> keys.contains(name)
                        ? Columns.named(name)
                        : col("_row").getField(name).as(name));
        Stream<Column> added = ADDED.stream().map(Columns::named);
        return Stream.concat(original, added).toArray(Column[]::new);
    }
}
