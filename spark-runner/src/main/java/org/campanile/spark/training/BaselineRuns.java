package org.campanile.spark.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.config.ConfigurationWriter;
import org.campanile.core.config.EvaluationConfiguration.RankingBaseline;
import org.campanile.core.config.RankingOptions;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.shard.Split;
import org.campanile.core.tracking.ProgressListener;
import org.campanile.core.tracking.RunFolder;
import org.campanile.spark.preparation.Configurations;

/** Trains the baselines of a ranking model: each as a run of its own, beside the model's. */
final class BaselineRuns {
    private final SparkSession spark;
    private final RunConfiguration configuration;
    private final RunFolder run;
    private final ProgressListener listener;

    /**
     * @param configuration of the model's run, whose data are prepared
     * @param run           the model's run, to which those of the baselines belong
     */
    BaselineRuns(SparkSession spark, RunConfiguration configuration, RunFolder run, ProgressListener listener) {
        this.spark = spark;
        this.configuration = configuration;
        this.run = run;
        this.listener = listener;
    }

    /** The metrics of a part, by the baseline's name. */
    Map<String, Map<String, Double>> metrics(Split split) {
        Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
        for (RankingBaseline baseline : configuration.evaluation().rankingBaselines()) {
            TrainingReport report = new TrainingJob(spark, of(configuration, baseline))
                    .partOf(run)
                    .listener(listener)
                    .run();
            Map<String, Double> values = new LinkedHashMap<>();
            String prefix = split.folder() + "/";
            report.result().metrics().forEach((name, value) -> {
                if (name.startsWith(prefix)) {
                    values.put(name.substring(prefix.length()), value);
                }
            });
            metrics.put(baseline.word(), values);
        }
        return metrics;
    }

    /** The baseline with its defaults, over the model's one task. */
    static RunConfiguration of(RunConfiguration configuration, RankingBaseline baseline) {
        TaskConfiguration task =
                RankingOptions.tasksOf(configuration.model().options()).get(0);
        String model = "model={type: %s, tasks: [{label: '%s', objective: %s}]}"
                .formatted(
                        baseline.word(),
                        task.label().replace("'", "''"),
                        task.objective().word());
        return configuration.ofBaseline(Configurations.reader()
                .parse(ConfigurationWriter.toYaml(configuration), "the model's configuration", List.of(model))
                .model());
    }
}
