package org.campanile.spark.evaluation;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.metric.BinaryMetrics;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;
import org.campanile.spark.Tasks;

/** Metrics of a ranking model's predictions for every sample of a part, distributed over samples. */
final class PredictionEvaluation {
    /** Fewer are not worth loading the model once more. */
    private static final int SAMPLES_PER_TASK = 4096;

    private final SparkSession spark;
    private final PreparedDataset dataset;

    PredictionEvaluation(SparkSession spark, PreparedDataset dataset) {
        this.spark = spark;
        this.dataset = dataset;
    }

    EvaluationReport run(String bundle, Split split) {
        long begin = System.nanoTime();
        int tasks = Tasks.count(spark, dataset.samples(split), SAMPLES_PER_TASK);
        List<Integer> ranks = IntStream.range(0, tasks).boxed().toList();
        PredictSamples task = new PredictSamples(bundle, dataset.store().root(), split, tasks);
        // Half-way sums are made on executors: the histogram inside is megabytes per task.
        BinaryMetrics metrics = JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(ranks, tasks)
                .map(task)
                .treeReduce(PredictionEvaluation::merged);
        return new EvaluationReport(
                split,
                metrics.values(),
                Map.of("constant-rate", metrics.constantRate()),
                "samples",
                metrics.samples(),
                (System.nanoTime() - begin) / 1e9);
    }

    private static BinaryMetrics merged(BinaryMetrics left, BinaryMetrics right) {
        left.merge(right);
        return left;
    }
}
