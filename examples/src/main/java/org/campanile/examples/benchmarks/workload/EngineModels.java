package org.campanile.examples.benchmarks.workload;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.embedding.LocalEmbeddingTable;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.ModelFactories;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.negative.UserItems;
import org.campanile.core.schema.Schema;
import org.campanile.spark.preparation.Configurations;

/** The one place that knows how a model of the engine is made and given its threads. */
final class EngineModels {
    private EngineModels() {}

    /** A configuration of {@code examples/benchmarks}, whose folder the system property {@code benchmarks.folder} names. */
    static RunConfiguration configuration(String file, List<String> overrides) {
        return Configurations.reader()
                .read(Path.of(System.getProperty("benchmarks.folder", "benchmarks"), file), overrides);
    }

    /** What gives a worker so many threads. */
    static List<String> threads(int threads) {
        return List.of("cluster.threads=" + threads);
    }

    /**
     * A model that takes its steps with as many threads as the configuration gives a worker.
     *
     * @param itemCounts training rows of each item
     */
    static RecommenderModel create(
            RunConfiguration configuration,
            Schema schema,
            EntityFeatures users,
            EntityFeatures items,
            Supplier<long[]> itemCounts) {
        return ModelFactories.of(configuration.model().type())
                .create(new ModelContext(
                        configuration.model().options(),
                        configuration.training(),
                        schema,
                        users,
                        items,
                        itemCounts,
                        label -> UserItems.none(users.size()),
                        configuration.seed(),
                        configuration.cluster().threads(),
                        LocalEmbeddingTable::new));
    }

    /** A model whose samples name neither users nor items. */
    static RecommenderModel create(RunConfiguration configuration, Schema schema) {
        return create(configuration, schema, EntityFeatures.none(0), EntityFeatures.none(0), () -> new long[0]);
    }
}
