package org.campanile.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.tracking.RunResult;
import org.campanile.examples.quickstart.Quickstart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesTest {
    @TempDir
    private Path folder;

    private SparkSession spark;

    @BeforeAll
    void start() {
        spark = ExampleSession.open();
    }

    @AfterAll
    void stop() {
        spark.stop();
    }

    private RunResult train(String example, String... overrides) {
        return Quickstart.train(
                        spark,
                        ExampleSession.configuration(example),
                        folder.resolve("runs"),
                        ExampleSession.overrides(folder.resolve(example), overrides))
                .result();
    }

    @Test
    void dlrmLearnsMoreThanTheClickRate() {
        RunResult result = train("dlrm-synthetic", "data.rows=40000", "training.epochs=3");

        assertThat(result.metrics().get("test/auc")).isGreaterThan(0.7);
        assertThat(result.metrics().get("test/log_loss"))
                .isLessThan(result.baselines().values().iterator().next().get("test/log_loss"));
    }

    @Test
    void twoTowersOnMovieLensBeatTheMostPopularFilms() {
        Path data = Path.of(System.getProperty("campanile.shared.data", ""), "ml-latest-small");
        assumeTrue(Files.isDirectory(data), "needs ml-latest-small");

        RunResult result = train("two-tower-movielens", "data.path=" + data.toAbsolutePath(), "training.epochs=6");

        double popular = result.baselines().get("most-popular").get("test/ndcg_at_100");
        assertThat(result.metrics().get("test/ndcg_at_100")).isGreaterThan(1.3 * popular);
    }
}
