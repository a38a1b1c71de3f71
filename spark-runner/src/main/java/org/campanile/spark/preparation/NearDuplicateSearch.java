package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_intersect;
import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.SequenceFeature;

/**
 * Finds items whose sets of feature values have a Jaccard similarity of at least 0.9, by locality-sensitive hashing of
 * MinHash signatures (Broder: On the Resemblance and Containment of Documents, 1997; five bands of four hashes find a pair
 * of similarity 0.9 with probability 0.995).
 *
 * <p>Each item is compared with the item of the smallest index in each of its buckets alone, so that the work grows with
 * the number of items however many are alike. Items with few values say too little to be compared.
 */
record NearDuplicateSearch(EncodedData data, DatasetCache cache) {
    private static final double SIMILAR = 0.9;
    private static final int LEAST_VALUES = 5;
    private static final int BANDS = 5;
    private static final int HASHES_OF_A_BAND = 4;
    private static final int EXAMPLES = 5;

    private static final String VALUES = "_values";
    private static final String BUCKET = "_bucket";

    /** @param items as {@link EncodedData#entities} has them */
    NearDuplicates of(Dataset<Row> items) {
        List<Column> values = values(data.schema().entityFeatures(FeatureSide.ITEM));
        if (values.isEmpty()) {
            return NearDuplicates.NONE;
        }
        Dataset<Row> sets = kept(items.filter(col(RawEntities.KEY).gt(0))
                .select(
                        col(RawEntities.KEY),
                        array_distinct(concat(values.toArray(Column[]::new))).as(VALUES))
                .filter(size(col(VALUES)).geq(LEAST_VALUES)));
        Dataset<Row> alike = kept(alike(sets.withColumn(BUCKET, explode(array(buckets())))));
        List<Row> examples = alike.select("_item", "_first")
                .distinct()
                .orderBy("_item", "_first")
                .takeAsList(EXAMPLES);
        long duplicates = alike.agg(countDistinct("_item")).first().getLong(0);
        return new NearDuplicates(sets.count(), duplicates, named(examples));
    }

    private Dataset<Row> kept(Dataset<Row> ofItems) {
        String vocabulary = data.schema().key(FeatureSide.ITEM).vocabulary();
        return cache.keep(ofItems, data.index().size(vocabulary));
    }

    /** The values of each categorical and sequence feature, as numbers that tell the features apart; unknown ones not. */
    private static List<Column> values(List<Feature> features) {
        List<Column> values = new ArrayList<>();
        for (Feature feature : features) {
            String name = "`" + feature.name().replace("`", "``") + "`";
            String salt = "%dL".formatted(values.size());
            if (feature instanceof CategoricalFeature) {
                values.add(expr("if(%s > 0, array(xxhash64(%s, %s)), cast(array() as array<bigint>))"
                        .formatted(name, salt, name)));
            } else if (feature instanceof SequenceFeature) {
                values.add(expr("transform(filter(%s, v -> v > 0), v -> xxhash64(%s, v))".formatted(name, salt)));
            }
        }
        return values;
    }

    private static Column[] buckets() {
        return IntStream.range(0, BANDS)
                .mapToObj(band -> expr("xxhash64(%dL, %s)".formatted(band, signature(band))))
                .toArray(Column[]::new);
    }

    private static String signature(int band) {
        return IntStream.range(0, HASHES_OF_A_BAND)
                .mapToObj(hash -> "array_min(transform(%s, v -> xxhash64(%dL, v)))"
                        .formatted(VALUES, 1000L + (long) band * HASHES_OF_A_BAND + hash))
                .collect(Collectors.joining(", "));
    }

    private static Dataset<Row> alike(Dataset<Row> bucketed) {
        Dataset<Row> firsts = bucketed.groupBy(col(BUCKET).as("_first_bucket"))
                .agg(min(struct(col(RawEntities.KEY), col(VALUES))).as("_smallest"))
                .select(
                        col("_first_bucket"),
                        col("_smallest").getField(RawEntities.KEY).as("_first"),
                        col("_smallest").getField(VALUES).as("_first_values"));
        Column shared = size(array_intersect(col(VALUES), col("_first_values")));
        Column all = size(array_union(col(VALUES), col("_first_values")));
        return bucketed.join(firsts, col(BUCKET).equalTo(col("_first_bucket")))
                .filter(col(RawEntities.KEY).notEqual(col("_first")))
                .filter(shared.geq(all.multiply(lit(SIMILAR))))
                .select(col(RawEntities.KEY).as("_item"), col("_first"));
    }

    private List<String> named(List<Row> pairs) {
        if (pairs.isEmpty()) {
            return List.of();
        }
        Object[] indices = pairs.stream()
                .flatMap(pair -> Stream.of(pair.getInt(0), pair.getInt(1)))
                .distinct()
                .toArray();
        Map<Integer, String> names = new HashMap<>();
        data.index()
                .entries()
                .filter(col(VocabularyIndex.VOCABULARY)
                        .equalTo(data.schema().key(FeatureSide.ITEM).vocabulary())
                        .and(col(VocabularyIndex.INDEX).isin(indices)))
                .select(VocabularyIndex.INDEX, VocabularyIndex.VALUE)
                .collectAsList()
                .forEach(entry -> names.put(entry.getInt(0), entry.getString(1)));
        return pairs.stream()
                .map(pair -> names.get(pair.getInt(0)) + " resembles " + names.get(pair.getInt(1)))
                .toList();
    }
}
