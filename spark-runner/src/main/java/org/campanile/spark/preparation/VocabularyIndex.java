package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.CampanileException;
import org.campanile.core.schema.Vocabulary;

/**
 * The indices of all values of all vocabularies: within a vocabulary by falling count, then by value. Index 0 is the
 * unknown value.
 *
 * <p>One distributed sort gives all vocabularies their indices; no vocabulary is ever in one place.
 *
 * @param sizes   number of indices by vocabulary, 0 included
 * @param entries {@link #VOCABULARY}, {@link #VALUE} (null at index 0), {@link #COUNT}, {@link #INDEX} INT
 */
record VocabularyIndex(Map<String, Integer> sizes, Dataset<Row> entries) {
    static final String VOCABULARY = "vocabulary";
    static final String VALUE = "value";
    static final String COUNT = "count";
    static final String INDEX = "index";

    /** A vocabulary of up to so many values is sent to every task instead of being shuffled with the rows. */
    private static final int BROADCAST_LIMIT = 200_000;

    /** The columns of counted values. */
    static final StructType COUNTED = new StructType()
            .add(VOCABULARY, DataTypes.StringType)
            .add(VALUE, DataTypes.StringType)
            .add(COUNT, DataTypes.LongType);

    /**
     * Gives every counted value its index.
     *
     * @param names  the vocabularies, also those in which no value was counted
     * @param counts {@link #VOCABULARY}, {@link #VALUE} (null or empty: missing), {@link #COUNT}; repeated values are
     *               added up
     */
    static VocabularyIndex assign(SparkSession spark, List<String> names, Dataset<Row> counts, DatasetCache cache) {
        Dataset<Row> sums = cache.keep(withUnknown(spark, names, counts)
                .groupBy(VOCABULARY, VALUE)
                .agg(sum(COUNT).as(COUNT)));
        Map<String, Integer> sizes = new LinkedHashMap<>();
        Map<String, Long> starts = new LinkedHashMap<>();
        long start = 0;
        for (Row size : sums.groupBy(VOCABULARY).count().orderBy(VOCABULARY).collectAsList()) {
            sizes.put(size.getString(0), checkedSize(size.getString(0), size.getLong(1)));
            starts.put(size.getString(0), start);
            start += size.getLong(1);
        }
        JavaRDD<Row> entries = sums.orderBy(
                        col(VOCABULARY), col(VALUE).isNotNull(), col(COUNT).desc(), col(VALUE))
                .toJavaRDD()
                .zipWithIndex()
                .map(numbered -> entry(numbered._1(), numbered._2(), starts));
        return new VocabularyIndex(
                sizes, cache.keep(spark.createDataFrame(entries, COUNTED.add(INDEX, DataTypes.IntegerType))));
    }

    /** Number of indices of a vocabulary. */
    int size(String vocabulary) {
        return Objects.requireNonNull(sizes.get(vocabulary), vocabulary);
    }

    /** The vocabularies for the schema. */
    List<Vocabulary> vocabularies() {
        return sizes.entrySet().stream()
                .map(entry -> new Vocabulary(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Replaces the values of a STRING column by their indices, INT; missing and unknown values by 0. */
    Dataset<Row> encode(Dataset<Row> rows, String column, String vocabulary) {
        Dataset<Row> codes = entries.filter(
                        col(VOCABULARY).equalTo(vocabulary).and(col(VALUE).isNotNull()))
                .select(col(VALUE).as("_value"), col(INDEX).as("_code"));
        boolean small = size(vocabulary) <= BROADCAST_LIMIT;
        return rows.join(small ? broadcast(codes) : codes, rows.col(column).equalTo(col("_value")), "left")
                .withColumn(column, coalesce(col("_code"), lit(0)))
                .drop("_value", "_code");
    }

    private static Dataset<Row> withUnknown(SparkSession spark, List<String> names, Dataset<Row> counts) {
        List<Row> unknown =
                names.stream().map(name -> RowFactory.create(name, null, 0L)).toList();
        return counts.select(col(VOCABULARY), expr("nullif(value, '')").as(VALUE), col(COUNT))
                .union(spark.createDataFrame(unknown, COUNTED));
    }

    private static Row entry(Row counted, long position, Map<String, Long> starts) {
        long start = Objects.requireNonNull(starts.get(counted.getString(0)));
        long index = position - start;
        return RowFactory.create(counted.getString(0), counted.get(1), counted.getLong(2), Math.toIntExact(index));
    }

    private static int checkedSize(String vocabulary, long size) {
        if (size > Integer.MAX_VALUE) {
            throw new CampanileException("Vocabulary " + vocabulary + " has " + size
                    + " values, but indices have 31 bits: leave the feature out or hash its values.");
        }
        return (int) size;
    }
}
