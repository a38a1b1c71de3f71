package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.campanile.core.transform.Hashing;

/** How many values of hashed vocabularies share their index with another value. */
final class HashCollisions {
    private static final String ROWS = "rows";

    private HashCollisions() {}

    /** As {@link #rates}, when anything is hashed at all. */
    static Map<String, Double> report(Phases phases, VocabularyPlan plan, Supplier<List<Dataset<Row>>> counts) {
        return plan.hashed().isEmpty()
                ? Map.of()
                : phases.run("counting hash collisions", () -> rates(counts.get(), plan.hashed()));
    }

    /**
     * By vocabulary, the share of the different training values whose index another of them has too, in [0, 1].
     *
     * @param counts as {@link ValueCounts} makes them
     */
    static Map<String, Double> rates(List<Dataset<Row>> counts, Map<String, Hashing> hashed) {
        Map<String, Double> rates = new TreeMap<>();
        counts.stream()
                .reduce(Dataset::union)
                .ifPresent(all -> rates(all, hashed)
                        .collectAsList()
                        .forEach(row -> rates.put(row.getString(0), row.getDouble(1))));
        return rates;
    }

    private static Dataset<Row> rates(Dataset<Row> counts, Map<String, Hashing> hashed) {
        Column shared = when(col(ROWS).gt(1), col(ROWS)).otherwise(lit(0L));
        return counts.select(VocabularyIndex.VOCABULARY, VocabularyIndex.VALUE)
                .distinct()
                .withColumn(VocabularyIndex.INDEX, index(hashed))
                .filter(col(VocabularyIndex.INDEX).gt(0))
                .groupBy(VocabularyIndex.VOCABULARY, VocabularyIndex.INDEX)
                .agg(count(lit(1)).as(ROWS))
                .groupBy(VocabularyIndex.VOCABULARY)
                .agg(sum(shared).divide(sum(ROWS)));
    }

    private static Column index(Map<String, Hashing> hashed) {
        Column index = lit(0);
        for (Hashing hashing : hashed.values()) {
            UDF1<String, Integer> function = hashing::index;
            Column own = udf(function, DataTypes.IntegerType).apply(col(VocabularyIndex.VALUE));
            index = when(col(VocabularyIndex.VOCABULARY).equalTo(hashing.vocabulary()), own)
                    .otherwise(index);
        }
        return index;
    }
}
