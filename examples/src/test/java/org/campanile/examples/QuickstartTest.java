package org.campanile.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.config.RunConfiguration;
import org.campanile.examples.quickstart.Quickstart;
import org.campanile.spark.preparation.Configurations;
import org.campanile.spark.preparation.synthetic.PlantedInteractions;
import org.campanile.spark.preparation.synthetic.SyntheticInteractionsOptions;
import org.campanile.spark.training.TrainingReport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuickstartTest {
    /** What is asked of all trainings but the first. */
    private static final String[] MODEL_ALONE = {"evaluation.baselines=[]", "evaluation.resamples=0"};

    private SparkSession spark;
    private Path folder;
    private TrainingReport first;
    private TrainingReport second;
    private double bestNdcg;

    @BeforeAll
    void trainTwice(@TempDir Path shared) {
        folder = shared;
        spark = ExampleSession.open();
        first = train();
        second = train(MODEL_ALONE);
        bestNdcg = bestNdcgAt10();
    }

    @AfterAll
    void stop() {
        spark.stop();
    }

    private TrainingReport train(String... overrides) {
        return Quickstart.train(
                spark,
                ExampleSession.configuration("quickstart"),
                folder.resolve("runs"),
                ExampleSession.overrides(folder, overrides));
    }

    /** Mean over users of 1 / log2(1 + place) where the oracle puts the test item, for places up to 10. */
    private static double bestNdcgAt10() {
        RunConfiguration configuration =
                Configurations.reader().read(ExampleSession.configuration("quickstart"), List.of());
        SyntheticInteractionsOptions options =
                (SyntheticInteractionsOptions) configuration.data().options();
        PlantedInteractions planted = new PlantedInteractions(options);
        return IntStream.range(0, options.users())
                .map(planted::oracleRank)
                .mapToDouble(place -> place <= 10 ? Math.log(2) / Math.log(1 + place) : 0)
                .average()
                .orElseThrow();
    }

    @Test
    void reachesFourFifthsOfTheBestPossibleRanking() {
        assertThat(first.result().metrics().get("test/ndcg_at_10")).isBetween(0.8 * bestNdcg, bestNdcg);
    }

    @Test
    void beatsTheMostPopularItemsByFar() {
        double popular = first.result().baselines().get("most-popular").get("test/ndcg_at_10");

        assertThat(first.result().metrics().get("test/ndcg_at_10")).isGreaterThan(5 * popular);
    }

    /*
     * Without locks workers lose each other's updates as chance has it, here more than usual: each step trains most of the
     * thousand items. Of nine runs eight reached .209 to .230, and one .172, of the best possible .243.
     */
    @Test
    void workersThatShareTheirTablesReachMoreThanHalfOfTheBestPossible() {
        TrainingReport shared = train("cluster.tables=shared", MODEL_ALONE[0], MODEL_ALONE[1]);

        assertThat(shared.result().metrics().get("test/ndcg_at_10")).isBetween(0.5 * bestNdcg, bestNdcg);
    }

    @Test
    void theSameSeedAndWorkersGiveTheSameFigures() {
        assertThat(second.result().metrics()).isEqualTo(first.result().metrics());
    }

    @Test
    void leavesAWholeRunFolder() throws Exception {
        Path run = first.run();

        assertThat(run.resolve("summary.json")).content().contains("\"status\" : \"finished\"");
        assertThat(Files.readAllLines(run.resolve("metrics.jsonl")))
                .anyMatch(line -> line.contains("train/loss"))
                .anyMatch(line -> line.contains("test/ndcg_at_10"));
        assertThat(run.resolve("bundle").resolve("model.json")).isNotEmptyFile();
        assertThat(run.resolve("plan.json")).content().contains("replicated");
        assertThat(run.resolve("report.html")).content().contains("ndcg_at_10");
        assertThat(run.resolve("config.yaml")).content().contains("batch-size: 512");
        assertThat(run.resolve("checkpoints")).isDirectoryContaining("glob:**step-*");
    }

    @Test
    void theClosingTableFitsATerminal() {
        Map<String, String> paths = first.result().paths();

        assertThat(first.lines())
                .filteredOn(line -> paths.values().stream().noneMatch(line::contains))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }
}
