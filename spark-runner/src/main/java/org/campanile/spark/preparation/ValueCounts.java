package org.campanile.spark.preparation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How often training rows hold the values of categorical and sequence features, as {@link VocabularyIndex#assign} takes
 * them.
 *
 * @param training rows with a STRING column, or an ARRAY of STRING, under the name of each feature
 * @param weight   training rows that a row stands for, LONG
 */
record ValueCounts(Dataset<Row> training, Column weight) {
    /** The values of the features that are chosen; a value may stand in several rows, whose counts are to be added up. */
    Dataset<Row> of(List<PlannedFeature> plan, Predicate<PlannedFeature> chosen) {
        List<Column> columns = new ArrayList<>(List.of(weight));
        List<CountValues.Field> fields = new ArrayList<>();
        for (PlannedFeature feature : plan) {
            if (!feature.isDense() && chosen.test(feature)) {
                columns.add(Columns.named(feature.name()));
                fields.add(new CountValues.Field(
                        feature.vocabulary(),
                        feature.isSequence(),
                        feature.options().maxLength()));
            }
        }
        if (fields.isEmpty()) {
            return training.sparkSession().createDataFrame(List.of(), VocabularyIndex.COUNTED);
        }
        return training.sparkSession()
                .createDataFrame(
                        training.select(columns.toArray(Column[]::new))
                                .toJavaRDD()
                                .mapPartitions(new CountValues(fields)),
                        VocabularyIndex.COUNTED);
    }
}
