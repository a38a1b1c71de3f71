package org.campanile.examples.benchmarks.workload;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.config.ClusterConfiguration;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.math.BlasThreads;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.ModelFactories;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.schema.Schema;
import org.campanile.spark.preparation.Configurations;

/** The one place that knows how a model of the engine is made, and how it is given its threads. */
final class EngineModels {
    private EngineModels() {}

    /** A configuration of {@code examples/benchmarks}, whose folder the system property {@code benchmarks.folder} names. */
    static RunConfiguration configuration(String file, List<String> overrides) {
        return Configurations.reader()
                .read(Path.of(System.getProperty("benchmarks.folder", "benchmarks"), file), overrides);
    }

    /** What gives a worker so many threads: {@code cluster.threads}, where the configuration has it. */
    static List<String> threads(int threads) {
        return Arrays.stream(ClusterConfiguration.class.getRecordComponents())
                        .anyMatch(option -> option.getName().equals("threads"))
                ? List.of("cluster.threads=" + threads)
                : List.of();
    }

    /** A model that takes its steps with so many threads. */
    static RecommenderModel create(
            RunConfiguration configuration, Schema schema, EntityFeatures users, EntityFeatures items, int threads) {
        RecommenderModel model = ModelFactories.of(configuration.model().type())
                .create(new ModelContext(
                        configuration.model().options(),
                        configuration.training(),
                        schema,
                        users,
                        items,
                        configuration.seed()));
        // After ND4J has started, which sets the number anew.
        BlasThreads.limit(threads);
        return model;
    }

    /** A model whose samples name neither users nor items. */
    static RecommenderModel create(RunConfiguration configuration, Schema schema, int threads) {
        return create(configuration, schema, EntityFeatures.none(0), EntityFeatures.none(0), threads);
    }
}
