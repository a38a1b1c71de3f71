package org.campanile.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.Pointer;
import org.campanile.core.CampanileException;
import org.campanile.core.config.RunConfiguration;
import org.campanile.spark.evaluation.EvaluationFixture;
import org.campanile.spark.preparation.Configurations;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Trainings in one Spark application, one after the other and at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobsInOneApplicationTest {
    private static final String CONFIGURATION = """
            name: test
            seed: %d
            data: {prepared: "%s", source: synthetic-interactions, users: 200, items: 80, interactions-per-user: 12}
            model: {type: dssm, embedding-dim: 4, output-dim: 4, user-tower: [8], item-tower: [], similarity: dot}
            training:
              batch-size: 64
              epochs: 2
              averaging: {every: 2, outer: nesterov, deltas: half, exchange: overlapped}
              checkpoint: {every-steps: 4, writing: background}
            cluster: {workers: 2}
            evaluation: {top-k: [10], baselines: []}
            """;

    private static final String[] DIVERGING = {
        "training.dense-optimizer={type: sgd, learning-rate: 100}",
        "training.sparse-optimizer={type: sgd, learning-rate: 100}"
    };

    /** Rows of tables have one owner each, and travel by links of their own beside those of the averaging. */
    private static final String[] SHARDED = {"cluster.sharding=sharded", "training.averaging.exchange=blocking"};

    private Path folder;
    private TrainingReport firstAlone;
    private TrainingReport secondAlone;

    @BeforeAll
    void train(@TempDir Path shared) {
        folder = shared;
        firstAlone = train("first-alone", 1);
        secondAlone = train("second-alone", 2, SHARDED);
    }

    private RunConfiguration configuration(int seed, String... overrides) {
        return Configurations.reader()
                .parse(CONFIGURATION.formatted(seed, folder.resolve("prepared")), "the test", Arrays.asList(overrides));
    }

    private TrainingReport train(String output, int seed, String... overrides) {
        return new TrainingJob(EvaluationFixture.spark(), configuration(seed, overrides))
                .output(folder.resolve(output))
                .run();
    }

    @Test
    void trainingsAtOnceAndAfterOneThatFailedComeToWhatEachComesToAlone() throws Exception {
        assertThatThrownBy(() -> train("failing", 1, DIVERGING))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("The loss is");
        ExecutorService drivers = Executors.newFixedThreadPool(2);
        try {
            Future<TrainingReport> first = drivers.submit(() -> train("first", 1));
            Future<TrainingReport> second = drivers.submit(() -> train("second", 2, SHARDED));

            assertThat(first.get(2, TimeUnit.MINUTES).result().metrics())
                    .isEqualTo(firstAlone.result().metrics());
            assertThat(second.get(2, TimeUnit.MINUTES).result().metrics())
                    .isEqualTo(secondAlone.result().metrics())
                    .isNotEqualTo(firstAlone.result().metrics());
        } finally {
            drivers.shutdown();
        }
    }

    @Test
    void neitherThreadsNorNativeMemoryOutliveTrainings() throws Exception {
        // What belongs to the process, such as ND4J's, is there since the first training of each kind.
        Set<Thread> before = ours();
        long bytes = Pointer.totalBytes();

        train("again", 1);
        train("again-sharded", 2, SHARDED);

        for (Thread thread : ours()) {
            if (!before.contains(thread)) {
                thread.join(TimeUnit.SECONDS.toMillis(10));
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
        assertThat(bytesAfterCollections(bytes)).isLessThanOrEqualTo(bytes);
    }

    /** Threads that are in our code, but for the one that asks. */
    private static Set<Thread> ours() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey() != Thread.currentThread())
                .filter(entry -> Arrays.stream(entry.getValue())
                        .anyMatch(frame -> frame.getClassName().startsWith("org.campanile.")))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Bytes outside the heap once the collector has run often enough to get down to the goal, or so many times. */
    private static long bytesAfterCollections(long goal) {
        for (int i = 0; i < 50 && Pointer.totalBytes() > goal; i++) {
            System.gc();
        }
        return Pointer.totalBytes();
    }
}
