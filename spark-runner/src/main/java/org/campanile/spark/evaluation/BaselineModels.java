package org.campanile.spark.evaluation;

import java.time.Duration;
import org.campanile.core.evaluation.EaseWeights;
import org.campanile.core.evaluation.ItemNeighbours;
import org.campanile.core.evaluation.ItemVectors;
import org.campanile.core.evaluation.ItemWeights;
import org.campanile.core.negative.RowLabel;
import org.campanile.core.negative.UserItems;
import org.campanile.core.negative.UserItemsReader;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.storage.FileStores;
import org.campanile.spark.SharedResources;
import org.campanile.spark.storage.FactorFile;

/**
 * The baselines that learn from the training rows, once for all tasks of this JVM. Every executor makes its own: that costs
 * it the computation, but nothing passes through the driver or has to be stored where all can read it.
 *
 * <p>Static, since the tasks of an executor share nothing else. Holds nothing for longer than a minute after the last task.
 */
final class BaselineModels {
    private static final Duration LINGER = Duration.ofMinutes(1);
    private static final SharedResources<ItemWeights> WEIGHTS = SharedResources.lingering(LINGER);
    private static final SharedResources<ItemVectors> FACTORS = SharedResources.lingering(LINGER);

    private BaselineModels() {}

    static SharedResources.Lease<ItemWeights> neighbours(RankingTask task) {
        PreparedDataset dataset = dataset(task);
        return WEIGHTS.borrow(
                key(dataset, task.configuration().itemKnn()),
                () -> ItemNeighbours.of(
                        taken(dataset),
                        task.items(),
                        task.configuration().itemKnn().shrink(),
                        task.configuration().itemKnn().neighbours()));
    }

    static SharedResources.Lease<ItemWeights> ease(RankingTask task) {
        PreparedDataset dataset = dataset(task);
        return WEIGHTS.borrow(
                key(dataset, task.configuration().ease()),
                () -> EaseWeights.of(
                        taken(dataset),
                        task.items(),
                        task.configuration().ease().lambda()));
    }

    static SharedResources.Lease<ItemVectors> factors(RankingTask task) {
        return FACTORS.borrow(String.join(",", task.alsFactors()), () -> readFactors(task));
    }

    private static String key(PreparedDataset dataset, Record settings) {
        return dataset.manifest().contentHash() + " " + settings;
    }

    private static PreparedDataset dataset(RankingTask task) {
        return PreparedDataset.open(FileStores.open(task.dataset()));
    }

    private static UserItems taken(PreparedDataset dataset) {
        return UserItemsReader.read(dataset, RowLabel.POSITIVE);
    }

    /** Items without training interactions have no factors; theirs stay 0. */
    private static ItemVectors readFactors(RankingTask task) {
        ItemVectors vectors =
                new ItemVectors(task.items(), task.configuration().als().rank());
        try {
            for (String file : task.alsFactors()) {
                new FactorFile(file).read((item, factors, length) -> vectors.set(item, factors));
            }
            return vectors;
        } catch (RuntimeException e) {
            vectors.close();
            throw e;
        }
    }
}
