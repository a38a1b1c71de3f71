package org.campanile.spark.preparation;

import static java.util.Comparator.comparingLong;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.CampanileException;

/**
 * The indices of all values of all vocabularies: within a vocabulary by falling count, then by value. Index 0 is the
 * unknown value.
 *
 * <p>One distributed sort gives all vocabularies their indices. Those that together take little memory are then held by
 * every task that looks values up; of a larger one nothing is ever in one place.
 *
 * @param sizes   number of indices by vocabulary, 0 included
 * @param entries {@link #VOCABULARY}, {@link #VALUE} (null at index 0), {@link #COUNT}, {@link #INDEX} INT
 * @param tables  the vocabularies that are small enough to look values up in memory
 */
record VocabularyIndex(SortedMap<String, Integer> sizes, Dataset<Row> entries, Broadcast<VocabularyTables> tables) {
    static final String VOCABULARY = "vocabulary";
    static final String VALUE = "value";
    static final String COUNT = "count";
    static final String INDEX = "index";

    /** The columns of counted values. */
    static final StructType COUNTED = new StructType()
            .add(VOCABULARY, DataTypes.StringType)
            .add(VALUE, DataTypes.StringType)
            .add(COUNT, DataTypes.LongType);

    /** So many values are sorted as a whole. */
    private static final int SMALL = 200_000;

    /** Memory that the tables take at most, and less than twice as much as the driver takes to send them. */
    private static final long BYTES_OF_TABLES = 128L << 20;

    /** What a value takes in a table, apart from its text. */
    private static final long BYTES_OF_ENTRY = 20;

    /**
     * Gives every value that was counted often enough its index.
     *
     * @param leastCounts the vocabularies, also those in which no value was counted: what a value must have been counted;
     *               rarer ones are unknown values
     * @param counts {@link #VOCABULARY}, {@link #VALUE} (null or empty: missing), {@link #COUNT}; repeated values are
     *               added up
     * @param rows   about how many values there are at most
     */
    static VocabularyIndex assign(
            PreparationContext context, Map<String, Integer> leastCounts, Dataset<Row> counts, long rows) {
        List<Row> unknown = leastCounts.keySet().stream()
                .map(name -> RowFactory.create(name, null, 0L))
                .toList();
        Dataset<Row> all = counts.select(
                        col(VOCABULARY), expr("nullif(value, '')").as(VALUE), col(COUNT))
                .union(context.spark().createDataFrame(unknown, COUNTED));
        Dataset<Row> sums = context.cache().keep(withoutRare(summed(all), leastCounts), rows);
        List<Row> measured = measured(sums);
        SortedMap<String, Integer> sizes = sizes(measured);
        HashMap<String, Long> starts = new HashMap<>();
        long total = 0;
        for (Map.Entry<String, Integer> size : sizes.entrySet()) {
            starts.put(size.getKey(), total);
            total += size.getValue();
        }
        Dataset<Row> entries = context.cache()
                .keep(
                        context.spark()
                                .createDataFrame(
                                        sorted(sums, total)
                                                .toJavaRDD()
                                                .zipWithIndex()
                                                .map(entry -> entry(entry._1(), entry._2(), starts)),
                                        COUNTED.add(INDEX, DataTypes.IntegerType)),
                        total);
        VocabularyTables tables = VocabularyTables.of(small(measured), entries);
        return new VocabularyIndex(sizes, entries, context.cache().share(tables, context.spark()));
    }

    /** Number of indices of a vocabulary. */
    int size(String vocabulary) {
        return Objects.requireNonNull(sizes.get(vocabulary), vocabulary);
    }

    /**
     * Replaces the values of a STRING column by their indices, INT, by a join; missing and unknown values by 0. For
     * vocabularies that are too large for {@link #tables}.
     */
    Dataset<Row> join(Dataset<Row> rows, String column, String vocabulary) {
        Dataset<Row> codes = entries.filter(
                        col(VOCABULARY).equalTo(vocabulary).and(col(VALUE).isNotNull()))
                .select(col(VALUE).as("_value"), col(INDEX).as("_code"));
        return rows.join(codes, Columns.named(column).equalTo(col("_value")), "left")
                .withColumn(column, coalesce(col("_code"), lit(0)))
                .drop("_value", "_code");
    }

    private static Dataset<Row> summed(Dataset<Row> counts) {
        return counts.groupBy(VOCABULARY, VALUE).agg(sum(COUNT).as(COUNT));
    }

    /** Adds the counts of rare values to that of the unknown one. */
    private static Dataset<Row> withoutRare(Dataset<Row> sums, Map<String, Integer> leastCounts) {
        Column rare = lit(false);
        boolean all = true;
        for (Map.Entry<String, Integer> least : leastCounts.entrySet()) {
            if (least.getValue() > 1) {
                all = false;
                rare = rare.or(
                        col(VOCABULARY).equalTo(least.getKey()).and(col(COUNT).lt(least.getValue())));
            }
        }
        return all ? sums : summed(sums.withColumn(VALUE, when(rare, lit(null)).otherwise(col(VALUE))));
    }

    /** A row per vocabulary: its name, its number of indices, the bytes of its texts. */
    private static List<Row> measured(Dataset<Row> sums) {
        return sums.groupBy(VOCABULARY)
                .agg(count(lit(1)), coalesce(sum(octet_length(col(VALUE))), lit(0L)))
                .collectAsList();
    }

    private static SortedMap<String, Integer> sizes(List<Row> measured) {
        SortedMap<String, Integer> sizes = new TreeMap<>();
        for (Row size : measured) {
            sizes.put(size.getString(0), checked(size.getString(0), size.getLong(1)));
        }
        return sizes;
    }

    /** The smallest vocabularies, as many as there is room for. */
    private static List<String> small(List<Row> measured) {
        List<String> small = new ArrayList<>();
        long taken = 0;
        for (Row vocabulary : measured.stream()
                .sorted(comparingLong(VocabularyIndex::bytes).thenComparing(row -> row.getString(0)))
                .toList()) {
            taken += bytes(vocabulary);
            if (taken <= BYTES_OF_TABLES) {
                small.add(vocabulary.getString(0));
            }
        }
        return small;
    }

    private static long bytes(Row measured) {
        return measured.getLong(1) * BYTES_OF_ENTRY + measured.getLong(2);
    }

    /** The order of the indices, vocabulary after vocabulary. */
    private static Dataset<Row> sorted(Dataset<Row> sums, long total) {
        Column[] order = {col(VOCABULARY), col(VALUE).isNotNull(), col(COUNT).desc(), col(VALUE)};
        return total <= SMALL ? sums.coalesce(1).sortWithinPartitions(order) : sums.orderBy(order);
    }

    private static Row entry(Row counted, long position, HashMap<String, Long> starts) {
        long start = Objects.requireNonNull(starts.get(counted.getString(0)));
        return RowFactory.create(
                counted.getString(0), counted.get(1), counted.getLong(2), Math.toIntExact(position - start));
    }

    private static int checked(String vocabulary, long size) {
        if (size > Integer.MAX_VALUE) {
            throw new CampanileException("Vocabulary " + vocabulary + " has " + size
                    + " values, but indices have 31 bits: leave the feature out or hash its values.");
        }
        return (int) size;
    }
}
