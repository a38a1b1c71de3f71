package org.campanile.spark.preparation.itemsets;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.spark.preparation.RawData;
import org.campanile.spark.preparation.RawInteractions;

/** The movies of rated sets. */
final class SetMembers {
    /** What a rating of the movie alone says better. */
    private static final List<String> OWN = List.of(RawInteractions.TIME, RawInteractions.TIE, RawInteractions.VALUE);

    private SetMembers() {}

    /**
     * Where the user has rated a movie alone too, the set's row takes over the first such rating with its time: it becomes
     * a repetition, which is counted as a duplicate, and cannot contradict what the user said of the movie itself.
     *
     * @param members rows of movies with the labels of their sets
     * @param items   rows of movies rated alone
     */
    static Dataset<Row> withOwnRatings(Dataset<Row> members, Dataset<Row> items) {
        Dataset<Row> own = items.filter(col(RawData.REASON).isNull())
                .groupBy(
                        col(RawInteractions.USER).as("_user"),
                        col(RawInteractions.ITEM).as("_item"))
                .agg(min(struct(OWN.stream().map(name -> col(name)).toArray(Column[]::new)))
                        .as("_own"));
        Column same = col(RawInteractions.USER)
                .equalTo(col("_user"))
                .and(col(RawInteractions.ITEM).equalTo(col("_item")));
        Column[] columns = Arrays.stream(RawInteractions.SCHEMA.fieldNames())
                .map(SetMembers::column)
                .toArray(Column[]::new);
        return members.join(own, same, "left").select(columns);
    }

    private static Column column(String name) {
        return OWN.contains(name) ? coalesce(col("_own." + name), col(name)).as(name) : col(name);
    }
}
