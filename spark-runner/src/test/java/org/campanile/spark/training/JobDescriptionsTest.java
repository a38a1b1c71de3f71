package org.campanile.spark.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.tracking.RunFolder;
import org.campanile.spark.evaluation.EvaluationFixture;
import org.campanile.spark.inference.RecommendationJob;
import org.campanile.spark.preparation.Configurations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Spark's own user interface shows of a run. */
class JobDescriptionsTest {
    private static final String PREFIX = "Campanile: ";
    private static final int PATIENCE_MILLIS = 30_000;

    @TempDir
    private Path folder;

    private final SparkSession spark = EvaluationFixture.spark();
    private final Set<String> descriptions = new ConcurrentSkipListSet<>();
    /** What stands in the table of stages. */
    private final Set<String> stages = new ConcurrentSkipListSet<>();

    private final SparkListener listener = new SparkListener() {
        @Override
        public void onJobStart(SparkListenerJobStart job) {
            descriptions.add(String.valueOf(job.properties().getProperty("spark.job.description")));
        }

        @Override
        public void onStageSubmitted(SparkListenerStageSubmitted stage) {
            stages.add(stage.stageInfo().name());
        }
    };

    @BeforeEach
    void listen() {
        spark.sparkContext().addSparkListener(listener);
    }

    @AfterEach
    void stopListening() {
        spark.sparkContext().removeSparkListener(listener);
    }

    private RunConfiguration configuration(String text) {
        return Configurations.reader().parse(text.formatted(folder.resolve("prepared")), "the test", List.of());
    }

    private TrainingReport train(RunConfiguration configuration) {
        return new TrainingJob(spark, configuration)
                .output(folder.resolve("runs"))
                .run();
    }

    /** That all jobs and all stages say what they are for, and that these are among them. */
    private void haveSaid(String... expected) throws Exception {
        spark.sparkContext().listenerBus().waitUntilEmpty(PATIENCE_MILLIS);
        for (Set<String> seen : List.of(descriptions, stages)) {
            assertThat(seen).allMatch(text -> text.startsWith(PREFIX)).contains(expected);
        }
    }

    @Test
    void everyJobAndStageOfARetrievalRunSaysWhatItIsFor() throws Exception {
        RunConfiguration configuration = configuration("""
                name: films
                data: {prepared: "%s", source: synthetic-interactions, users: 100, items: 40, interactions-per-user: 8}
                model: {type: dssm, embedding-dim: 4, output-dim: 4, user-tower: [], item-tower: [], similarity: dot}
                training: {epochs: 1, batch-size: 128}
                evaluation: {top-k: [10], resamples: 0}
                """);
        RunFolder run = RunFolder.open(train(configuration).run());
        RunConfiguration resolved = Configurations.reader().read(run.configuration(), List.of());
        new RecommendationJob(spark, resolved)
                .run(
                        run.bundle().toUri().toString(),
                        3,
                        folder.resolve("recommended").toString());

        haveSaid(PREFIX + "writing samples", PREFIX + "train films", PREFIX + "evaluation", PREFIX + "recommendations");
    }

    @Test
    void everyJobAndStageOfARankingRunSaysWhatItIsFor() throws Exception {
        train(configuration("""
                name: clicks
                data: {prepared: "%s", source: synthetic-clicks, rows: 2000, categorical-features: 2, cardinality: 20, split: {method: ratio}}
                model: {type: dlrm, embedding-dim: 4, bottom-mlp: [4], top-mlp: [4]}
                training: {epochs: 1}
                evaluation: {resamples: 0}
                """));

        haveSaid(PREFIX + "checking samples", PREFIX + "train clicks", PREFIX + "evaluation");
    }
}
