package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.CampanileException;
import org.campanile.core.shard.Split;

/** The parts that the source itself puts its rows in. */
final class ProvidedSplit {
    /** Values that are no part are shown up to so many. */
    private static final int SHOWN = 3;

    private static final List<String> PARTS =
            Arrays.stream(Split.values()).map(Split::folder).toList();

    private ProvidedSplit() {}

    /** Divides rows, after {@link #requireParts}. */
    static Dataset<Row> split(Dataset<Row> rows) {
        requireParts(rows);
        return divided(rows);
    }

    /** Divides rows without a look at their parts. */
    static Dataset<Row> divided(Dataset<Row> rows) {
        return rows.withColumn(Splits.SPLIT, col(RawInteractions.PART));
    }

    /**
     * Throws unless every row has a part, and some are for test or validation: a model that nothing could be said of should
     * not be trained.
     */
    static void requireParts(Dataset<Row> rows) {
        if (!List.of(rows.columns()).contains(RawInteractions.PART)) {
            throw new CampanileException(noParts());
        }
        Column part = col(RawInteractions.PART);
        Row counts = rows.agg(
                        count(lit(1)), count(part), count(when(part.isInCollection(PARTS), 1)), count(isHeldOut(part)))
                .first();
        if (counts.getLong(1) == 0) {
            throw new CampanileException(noParts());
        }
        if (counts.getLong(2) < counts.getLong(0)) {
            throw strange(rows);
        }
        if (counts.getLong(3) == 0) {
            throw new CampanileException("data.split.method is provided, but none of the " + counts.getLong(0)
                    + " rows has the part test or validation, so that no model could be evaluated: add one of them, or"
                    + " choose another data.split.method.");
        }
    }

    private static Column isHeldOut(Column part) {
        return when(part.isin(Split.TEST.folder(), Split.VALIDATION.folder()), 1);
    }

    private static CampanileException strange(Dataset<Row> rows) {
        List<Row> strange = rows.select(
                        coalesce(col(RawInteractions.PART), lit("")).as("part"))
                .filter(not(col("part").isInCollection(PARTS)))
                .groupBy("part")
                .count()
                .orderBy(col("count").desc(), col("part"))
                .takeAsList(SHOWN);
        return new CampanileException(
                "data.split.method provided needs a part (" + String.join(", ", PARTS) + ") in every row, but "
                        + strange.stream()
                                .map(row -> row.getLong(1) + " rows have '" + row.getString(0) + "'")
                                .collect(Collectors.joining(", "))
                        + ": mend the data or choose another data.split.method.");
    }

    private static String noParts() {
        return "data.split.method is provided, but this data.source gives no split: choose another method.";
    }
}
