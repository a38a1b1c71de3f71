package org.campanile.spark.preparation;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.metric.BinaryMetrics;
import org.campanile.core.shard.Split;

/** What generated data allow: the metrics of the very probabilities that their labels were drawn by. */
final class BestAchievable {
    private BestAchievable() {}

    /**
     * Metrics on the test part, by name such as {@code test/auc}; empty for data that do not tell their probabilities, and
     * without test samples.
     */
    static Map<String, Double> of(Phases phases, RawExamples raw, Dataset<Row> samples) {
        if (!raw.has(RawExamples.PROBABILITY)) {
            return Map.of();
        }
        return phases.run("measuring what is best achievable", () -> test(Splits.of(samples, Split.TEST)));
    }

    private static Map<String, Double> test(Dataset<Row> samples) {
        BinaryMetrics metrics = samples.select(RawExamples.PROBABILITY, RawExamples.LABEL)
                .toJavaRDD()
                .mapPartitions(predictions())
                .treeReduce(BestAchievable::merged);
        Map<String, Double> values = new TreeMap<>();
        metrics.values().forEach((name, value) -> values.put(Split.TEST.folder() + "/" + name, value));
        return values;
    }

    private static FlatMapFunction<Iterator<Row>, BinaryMetrics> predictions() {
        return rows -> {
            BinaryMetrics metrics = new BinaryMetrics();
            rows.forEachRemaining(row -> metrics.add(row.getFloat(0), row.getFloat(1)));
            return List.of(metrics).iterator();
        };
    }

    private static BinaryMetrics merged(BinaryMetrics left, BinaryMetrics right) {
        left.merge(right);
        return left;
    }
}
