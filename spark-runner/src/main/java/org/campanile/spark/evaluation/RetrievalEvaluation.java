package org.campanile.spark.evaluation;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.CampanileException;
import org.campanile.core.config.EvaluationConfiguration;
import org.campanile.core.config.EvaluationConfiguration.Baseline;
import org.campanile.core.evaluation.Slicings;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.FileStores;
import org.campanile.spark.Tasks;
import org.campanile.spark.evaluation.UserInteractions.SeenItems;
import org.campanile.spark.preparation.Locations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exact full ranking of all candidates for every user of a part, distributed over users. Sums come back to the driver, half
 * of them made on executors: some tens of bytes per item and a fixed amount per slice, whatever the number of users.
 */
final class RetrievalEvaluation {
    private static final Logger LOG = LoggerFactory.getLogger(RetrievalEvaluation.class);

    /** Fewer are not worth loading the model once more. */
    private static final int USERS_PER_TASK = 256;

    private final SparkSession spark;
    private final EvaluationConfiguration configuration;
    private final long seed;
    private final PreparedDataset dataset;
    private final UserInteractions interactions;

    /** @param seed of samples and resamples, and of the baseline als */
    RetrievalEvaluation(SparkSession spark, EvaluationConfiguration configuration, long seed, PreparedDataset dataset) {
        this.spark = spark;
        this.configuration = configuration;
        this.seed = seed;
        this.dataset = dataset;
        this.interactions = new UserInteractions(spark, dataset);
    }

    EvaluationReport run(String bundle, Split split) {
        long begin = System.nanoTime();
        Slicings.check(configuration.slices(), dataset);
        int items = dataset.schema()
                .vocabulary(dataset.schema().key(FeatureSide.ITEM).vocabulary())
                .size();
        BaselinePlan plan = BaselinePlan.of(configuration, interactions, items - 1);
        FileStore parent = FileStores.open(Locations.parent(bundle));
        String scratch = "als-" + UUID.randomUUID();
        try {
            List<String> factors = plan.baselines().contains(Baseline.ALS)
                    ? new AlsTraining(spark, configuration.als())
                            .itemFactors(interactions.training(), seed, Locations.child(parent.root(), scratch))
                    : List.of();
            RankingTask task = new RankingTask(
                    bundle, dataset.store().root(), configuration, plan.baselines(), factors, items, seed);
            RetrievalMetrics metrics = measured(task, split);
            return new RetrievalReport(task, metrics, RankUsers.catalogue(dataset, task))
                    .of(split, plan.leftOut(), (System.nanoTime() - begin) / 1e9);
        } finally {
            delete(parent, scratch);
        }
    }

    private RetrievalMetrics measured(RankingTask task, Split split) {
        SeenItems seen = configuration.excludeSeen() ? SeenItems.EXCLUDED : SeenItems.CANDIDATES;
        Dataset<Row> users = interactions.of(
                split, knownIn(split), seen, Tasks.count(spark, dataset.samples(split), USERS_PER_TASK));
        RetrievalMetrics metrics =
                users.javaRDD().mapPartitions(new RankUsers(task)).treeReduce(RetrievalMetrics::merge);
        if (metrics.model().users().users() == 0) {
            throw new CampanileException("The " + split.folder() + " part of "
                    + dataset.store().root() + " has no positive interactions of known users"
                    + (metrics.relevant() > 0 ? " with candidates" : "") + ": there is nothing to rank.");
        }
        return metrics;
    }

    /** What is known of users when the items of a part are to be found. */
    private static List<Split> knownIn(Split split) {
        return split == Split.TEST
                ? List.of(Split.TRAIN, Split.HISTORY, Split.VALIDATION)
                : List.of(Split.TRAIN, Split.HISTORY);
    }

    /** What cannot be deleted must not hide what was measured, or why it was not. */
    private static void delete(FileStore parent, String scratch) {
        try {
            parent.delete(scratch);
        } catch (IOException e) {
            LOG.warn("{}/{}, the factors of the baseline als, could not be deleted", parent.root(), scratch, e);
        }
    }
}
