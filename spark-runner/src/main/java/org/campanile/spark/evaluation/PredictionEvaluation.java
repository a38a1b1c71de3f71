package org.campanile.spark.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.campanile.core.config.EvaluationConfiguration;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.config.TaskConfiguration.Objective;
import org.campanile.core.evaluation.SampleSlicing;
import org.campanile.core.metric.GroupedAuc;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;
import org.campanile.spark.Tasks;

/** Metrics of a ranking model's predictions for every sample of a part, distributed over samples. */
final class PredictionEvaluation {
    /** Fewer are not worth loading the model once more. */
    private static final int SAMPLES_PER_TASK = 4096;

    private final SparkSession spark;
    private final EvaluationConfiguration configuration;
    private final PreparedDataset dataset;

    PredictionEvaluation(SparkSession spark, EvaluationConfiguration configuration, PreparedDataset dataset) {
        this.spark = spark;
        this.configuration = configuration;
        this.dataset = dataset;
    }

    EvaluationReport run(String bundle, Split split) {
        long begin = System.nanoTime();
        configuration.slices().forEach(name -> SampleSlicing.feature("evaluation.slices", name, dataset.schema()));
        String group = configuration.aucGroup();
        if (!group.isEmpty()) {
            SampleSlicing.feature("evaluation.auc-group", group, dataset.schema());
        }
        int count = Tasks.count(spark, dataset.samples(split), SAMPLES_PER_TASK);
        SampleRuns runs = new SampleRuns(bundle, dataset.store().root(), split, count);
        JavaRDD<RunPredictions> predicted = tasks(count).map(new PredictSamples(runs, configuration.slices(), group));
        if (!group.isEmpty()) {
            /* Read twice below; the samples are predicted once. As bytes, because merging changes what it is given. */
            predicted.persist(StorageLevel.MEMORY_AND_DISK_SER());
        }
        try {
            // Half-way sums are made on executors: the histograms inside are large.
            SampleMetrics metrics = predicted.map(RunPredictions::metrics).treeReduce(SampleMetrics::merge);
            return new PredictionReport(metrics, grouped(predicted, count, metrics.tasks()), group)
                    .of(split, (System.nanoTime() - begin) / 1e9);
        } finally {
            predicted.unpersist(false);
        }
    }

    /** By label, of the binary tasks; nothing unless it is asked for. */
    private Map<String, GroupedAuc> grouped(
            JavaRDD<RunPredictions> predicted, int partitions, List<TaskConfiguration> tasks) {
        List<String> labels = tasks.stream()
                .filter(task -> task.objective() == Objective.BINARY)
                .map(TaskConfiguration::label)
                .toList();
        Map<String, GroupedAuc> grouped = new LinkedHashMap<>();
        if (configuration.aucGroup().isEmpty() || labels.isEmpty()) {
            return grouped;
        }
        GroupedAuc[] found = predicted
                .flatMapToPair(run -> run.groups().iterator())
                .groupByKey(partitions)
                .mapPartitions(new MeasureGroup(labels.size()))
                .reduce(MeasureGroup::merged);
        for (int i = 0; i < found.length; i++) {
            grouped.put(labels.get(i), found[i]);
        }
        return grouped;
    }

    private JavaRDD<Integer> tasks(int count) {
        List<Integer> numbers = IntStream.range(0, count).boxed().toList();
        return JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(numbers, count);
    }
}
