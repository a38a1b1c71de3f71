package org.campanile.spark.preparation;

import static org.campanile.spark.preparation.PreparationFixture.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.Vocabulary;
import org.campanile.core.transform.DatasetTransform;

/** Encoded data for tests: vocabularies by the counts of their values, index 0 included. */
final class EncodedFixture {
    private EncodedFixture() {}

    /** Encoded data whose values are called by the vocabulary's first letter and their index. */
    static EncodedData data(
            List<Feature> features, String userKey, String itemKey, Map<String, long[]> counts, Dataset<Row> rows) {
        return data(features, userKey, itemKey, counts, rows, Map.of());
    }

    static EncodedData data(
            List<Feature> features,
            String userKey,
            String itemKey,
            Map<String, long[]> counts,
            Dataset<Row> rows,
            Map<FeatureSide, Dataset<Row>> entities) {
        TreeMap<String, Integer> sizes = new TreeMap<>();
        List<Row> entries = new ArrayList<>();
        counts.forEach((vocabulary, values) -> {
            sizes.put(vocabulary, values.length);
            for (int index = 0; index < values.length; index++) {
                String value = index == 0 ? null : vocabulary.charAt(0) + String.valueOf(index);
                entries.add(RowFactory.create(vocabulary, value, values[index], index));
            }
        });
        Dataset<Row> indexed = spark().createDataFrame(
                        entries, VocabularyIndex.COUNTED.add(VocabularyIndex.INDEX, DataTypes.IntegerType));
        VocabularyTables tables = VocabularyTables.of(List.of(), indexed);
        VocabularyIndex index =
                new VocabularyIndex(sizes, indexed, new JavaSparkContext(spark().sparkContext()).broadcast(tables));
        List<Vocabulary> vocabularies = sizes.entrySet().stream()
                .map(size -> new Vocabulary(size.getKey(), size.getValue()))
                .toList();
        Schema schema = new Schema(features, vocabularies, userKey, itemKey);
        DatasetTransform transform = new DatasetTransform(List.of());
        return new EncodedData(schema, transform, index, rows, entities, List.of(), 0, Map.of(), Map.of());
    }
}
