package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.schema.FeatureSide;

/**
 * Measures encoded data by a few aggregations, each of which brings some hundred numbers to the driver.
 *
 * @param labels of the data's rows
 */
record DataProfiler(EncodedData data, Map<String, LabelBalance> labels) {
    DataProfile profile(DatasetCache cache) {
        boolean hasItems = data.schema().hasKey(FeatureSide.ITEM);
        return new DataProfile(
                data.conflicts(),
                labels,
                hasItems ? popularity() : ItemPopularity.NONE,
                Optional.ofNullable(data.entities().get(FeatureSide.ITEM))
                        .map(items -> new NearDuplicateSearch(data, cache).of(items))
                        .orElse(NearDuplicates.NONE));
    }

    /** Rows and positive ones by part. */
    static Map<String, LabelBalance> labels(Dataset<Row> rows) {
        Column positive = when(col(EncodedData.LABEL).gt(0), 1L).otherwise(0L);
        Map<String, LabelBalance> labels = new TreeMap<>();
        rows.groupBy(Splits.SPLIT)
                .agg(count(lit(1)), sum(positive))
                .collectAsList()
                .forEach(part -> labels.put(part.getString(0), new LabelBalance(part.getLong(1), part.getLong(2))));
        return labels;
    }

    /* Indices run by falling training count: the index tells how popular an item is. */
    private ItemPopularity popularity() {
        String vocabulary = data.schema().key(FeatureSide.ITEM).vocabulary();
        long items = data.schema().vocabulary(vocabulary).size() - 1L;
        long trained = data.index()
                .entries()
                .filter(col(VocabularyIndex.VOCABULARY)
                        .equalTo(vocabulary)
                        .and(col(VocabularyIndex.INDEX).gt(0))
                        .and(col(VocabularyIndex.COUNT).gt(0)))
                .count();
        Map<String, long[]> classes = new TreeMap<>();
        Map<String, Long> unseen = new TreeMap<>();
        Column item = Columns.named(data.schema().key(FeatureSide.ITEM).name());
        for (Row row : data.rows()
                .filter(item.gt(0))
                .select(col(Splits.SPLIT), item.cast("long").as("_item"))
                .groupBy(
                        col(Splits.SPLIT),
                        expr("(_item - 1) * %dL div %dL".formatted(ItemPopularity.PERCENT, items)),
                        col("_item").gt(trained))
                .count()
                .collectAsList()) {
            String part = row.getString(0);
            classes.computeIfAbsent(part, name -> new long[ItemPopularity.PERCENT])[(int) row.getLong(1)] +=
                    row.getLong(3);
            unseen.merge(part, row.getBoolean(2) ? row.getLong(3) : 0, Long::sum);
        }
        return shares(trained, classes, unseen);
    }

    private static ItemPopularity shares(long trained, Map<String, long[]> classes, Map<String, Long> unseen) {
        Map<String, List<Double>> curves = new TreeMap<>();
        Map<String, Double> unseenShares = new TreeMap<>();
        classes.forEach((part, counts) -> {
            double total = LongStream.of(counts).sum();
            List<Double> curve = new ArrayList<>();
            long sum = 0;
            for (long rows : counts) {
                sum += rows;
                curve.add(sum / total);
            }
            curves.put(part, curve);
            unseenShares.put(part, unseen.getOrDefault(part, 0L) / total);
        });
        return new ItemPopularity(trained, curves, unseenShares);
    }
}
