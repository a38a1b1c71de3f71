package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

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
    private static final String ENTRY = "_entry";

    /** The values of the features that are chosen; one data set for all categorical ones, and one for each sequence. */
    List<Dataset<Row>> of(List<PlannedFeature> plan, Predicate<PlannedFeature> chosen) {
        List<Dataset<Row>> counts = new ArrayList<>();
        List<Column> values = new ArrayList<>();
        for (PlannedFeature feature : plan) {
            if (feature.isDense() || !chosen.test(feature)) {
                continue;
            }
            Column value = Columns.named(feature.name());
            if (feature.isSequence()) {
                Column last = TextSequences.last(value, feature.options().maxLength());
                counts.add(summed(training.select(
                        lit(feature.vocabulary()).as(VocabularyIndex.VOCABULARY),
                        explode(last).as(VocabularyIndex.VALUE),
                        weight.as(VocabularyIndex.COUNT))));
            } else {
                values.add(struct(
                        lit(feature.vocabulary()).as(VocabularyIndex.VOCABULARY), value.as(VocabularyIndex.VALUE)));
            }
        }
        if (!values.isEmpty()) {
            Column all = explode(array(values.toArray(Column[]::new))).as(ENTRY);
            counts.add(summed(training.select(all, weight.as(VocabularyIndex.COUNT))
                    .select(col(ENTRY + ".*"), col(VocabularyIndex.COUNT))));
        }
        return counts;
    }

    private static Dataset<Row> summed(Dataset<Row> values) {
        return values.groupBy(VocabularyIndex.VOCABULARY, VocabularyIndex.VALUE)
                .agg(sum(VocabularyIndex.COUNT).as(VocabularyIndex.COUNT));
    }
}
