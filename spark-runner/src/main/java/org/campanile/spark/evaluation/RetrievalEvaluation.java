package org.campanile.spark.evaluation;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.CampanileException;
import org.campanile.core.config.EvaluationConfiguration;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;
import org.campanile.spark.Tasks;

/** Exact full ranking of all items for every user of a part, distributed over users. */
final class RetrievalEvaluation {
    /** Fewer are not worth loading the model once more. */
    private static final int USERS_PER_TASK = 256;

    private final SparkSession spark;
    private final EvaluationConfiguration configuration;
    private final PreparedDataset dataset;

    RetrievalEvaluation(SparkSession spark, EvaluationConfiguration configuration, PreparedDataset dataset) {
        this.spark = spark;
        this.configuration = configuration;
        this.dataset = dataset;
    }

    EvaluationReport run(String bundle, Split split) {
        long begin = System.nanoTime();
        Dataset<Row> users = new UserInteractions(spark, dataset)
                .of(split, seenIn(split), Tasks.count(spark, dataset.samples(split), USERS_PER_TASK));
        RankUsers task = new RankUsers(bundle, configuration.topK(), configuration.baselines());
        RetrievalMetrics merged = new RetrievalMetrics(configuration.topK(), configuration.baselines());
        users.javaRDD().mapPartitions(task).collect().forEach(merged::merge);
        if (merged.model().users() == 0) {
            throw new CampanileException(
                    "The " + split.folder() + " part of " + dataset.store().root()
                            + " has no positive interactions of known users: there is nothing to rank.");
        }
        return new EvaluationReport(
                split,
                merged.model().values(),
                merged.baselineValues(),
                "users",
                merged.model().users(),
                (System.nanoTime() - begin) / 1e9);
    }

    /** Items of these parts are no candidates. */
    private List<Split> seenIn(Split split) {
        if (!configuration.excludeSeen()) {
            return List.of();
        }
        return split == Split.TEST
                ? List.of(Split.TRAIN, Split.HISTORY, Split.VALIDATION)
                : List.of(Split.TRAIN, Split.HISTORY);
    }
}
