package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.CampanileException;
import org.campanile.core.shard.Split;

/** The parts that the source itself puts its rows in. */
final class ProvidedSplit {
    /** Values that are no part are shown up to so many. */
    private static final int SHOWN = 3;

    private ProvidedSplit() {}

    static Dataset<Row> split(Dataset<Row> rows) {
        List<String> parts = Arrays.stream(Split.values()).map(Split::folder).toList();
        requireParts(rows, parts);
        return rows.withColumn(Splits.SPLIT, col(RawInteractions.PART));
    }

    private static void requireParts(Dataset<Row> rows, List<String> parts) {
        if (!List.of(rows.columns()).contains(RawInteractions.PART)) {
            throw new CampanileException(noParts());
        }
        List<Row> strange = rows.select(
                        coalesce(col(RawInteractions.PART), lit("")).as("part"))
                .filter(not(col("part").isInCollection(parts)))
                .groupBy("part")
                .count()
                .orderBy(col("count").desc(), col("part"))
                .takeAsList(SHOWN);
        if (strange.isEmpty()) {
            return;
        }
        if (rows.filter(col(RawInteractions.PART).isNotNull()).isEmpty()) {
            throw new CampanileException(noParts());
        }
        throw new CampanileException(
                "data.split.method provided needs a part (" + String.join(", ", parts) + ") in every row, but "
                        + strange.stream()
                                .map(row -> row.getLong(1) + " rows have '" + row.getString(0) + "'")
                                .collect(Collectors.joining(", "))
                        + ": mend the data or choose another data.split.method.");
    }

    private static String noParts() {
        return "data.split.method is provided, but this data.source gives no split: choose another method.";
    }
}
