package org.campanile.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.tracking.RunResult;
import org.campanile.examples.quickstart.Quickstart;
import org.campanile.spark.preparation.Configurations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesTest {
    private static final Pattern VALIDATION_AUC = Pattern.compile("\"validation/auc\".*\"value\"\\s*:\\s*([0-9.]+)");

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
    void theBestModelOfAllValidationsIsTheOneThatCounts() throws Exception {
        RunResult result = train(
                "dlrm-synthetic",
                "data.rows=8000",
                "training.epochs=6",
                "training.dense-optimizer.learning-rate=0.02",
                "training.sparse-optimizer.type=adam",
                "training.sparse-optimizer.learning-rate=0.05",
                "training.sparse-optimizer.l2=0.00001",
                "training.sparse-optimizer.l2-scope=whole-table",
                "training.validation.when=each-epoch",
                "training.validation.stop-patience=100");

        // Each epoch's, and last the bundle's, which other tasks have measured.
        List<Double> found = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(result.paths().get("run")).resolve("metrics.jsonl"))) {
            Matcher matcher = VALIDATION_AUC.matcher(line);
            if (matcher.find()) {
                found.add(Double.valueOf(matcher.group(1)));
            }
        }
        assertThat(found).hasSize(7);
        double best = found.subList(0, 6).stream().mapToDouble(auc -> auc).max().orElseThrow();
        assertThat(found.get(5)).as("the last epoch's, which overfits").isLessThan(best);
        assertThat(result.metrics().get("validation/auc")).isCloseTo(best, within(1e-5));
    }

    @Test
    void aTableOfCategoriesIsLearnedByTheRecipeForSuch() throws Exception {
        // A click means that two of three categories are of the same parity, nine times in ten.
        Random random = new Random(3);
        StringBuilder csv = new StringBuilder("label,person,film,hour\n");
        for (int row = 0; row < 6000; row++) {
            int user = random.nextInt(20);
            int item = random.nextInt(20);
            int label = (user + item) % 2 == 0 == random.nextInt(10) > 0 ? 1 : 0;
            csv.append(label)
                    .append(",u")
                    .append(user)
                    .append(",i")
                    .append(item)
                    .append(",h");
            csv.append(random.nextInt(24)).append('\n');
        }
        Path table = Files.writeString(folder.resolve("ctr.csv"), csv);

        RunResult result = train(
                "ctr-table",
                "data.path=" + table,
                "model.mlp=[32, 32]",
                "training.batch-size=256",
                "training.epochs=20",
                "training.dense-optimizer.learning-rate=0.005",
                "training.sparse-optimizer.learning-rate=0.02",
                "training.sparse-optimizer.l2=0.0001");

        // Nine in ten of either kind are told apart: at best 0.9.
        assertThat(result.metrics().get("test/auc")).isBetween(0.85, 0.93);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deepfm-movielens", "dlrm-criteo"})
    void configurationsThatNeedDataCanBeRead(String example) {
        assertThat(Configurations.reader()
                        .read(ExampleSession.configuration(example), List.of())
                        .data()
                        .prepared())
                .startsWith("prepared/");
    }

    @Test
    void twoTowersOnMovieLensBeatTheMostPopularFilms() {
        Path data = Path.of(System.getProperty("campanile.shared.data", ""), "ml-latest-small");
        assumeTrue(Files.isDirectory(data), "needs ml-latest-small");

        RunResult result = train("two-tower-movielens", "data.path=" + data.toAbsolutePath(), "training.epochs=6");

        double popular = result.baselines().get("most-popular").get("test/ndcg_at_100");
        assertThat(result.metrics().get("test/ndcg_at_100")).isGreaterThan(1.3 * popular);
    }

    @Test
    void youtubeSbcFindsTheGroupThatASequenceIsOf() throws IOException {
        Path data = PlantedFiles.sequences(folder.resolve("toys"));

        RunResult result =
                train("youtube-sbc-toys", "data.path=" + data, "training.batch-size=128", "training.epochs=8");

        // Of a group's 12 items a user has taken 6 or 7 of training and validation: 5 or 6 are left, and one is the
        // test.
        assertThat(result.metrics().get("test/hit_rate_at_10")).isGreaterThan(0.8);
    }

    /* With the wrong sign the correction would favour popular items' rivals twice, and lose to none at all. */
    @Test
    void onRealDataTheCorrectionOfSamplingBiasHelps() {
        Path data = Path.of(System.getProperty("campanile.shared.data", ""), "amazon-toys");
        assumeTrue(Files.isDirectory(data), "needs amazon-toys");

        double corrected = ndcgOnToys(data, "streaming-estimate");
        double uncorrected = ndcgOnToys(data, "none");

        assertThat(corrected).isGreaterThan(1.05 * uncorrected);
    }

    private double ndcgOnToys(Path data, String correction) {
        return train(
                        "youtube-sbc-toys",
                        "data.path=" + data.toAbsolutePath(),
                        "model.log-q=" + correction,
                        "model.embedding-dim=32",
                        "model.output-dim=32",
                        "training.epochs=6",
                        "evaluation.baselines=[]",
                        "evaluation.resamples=0")
                .metrics()
                .get("test/ndcg_at_10");
    }

    @Test
    void youtubeDnnFindsTheRestOfListsWithoutOrder() throws IOException {
        Path data = PlantedFiles.lists(folder.resolve("lists"));

        RunResult result =
                train("youtube-dnn-lists", "data.path=" + data, "training.batch-size=128", "training.epochs=12");

        // Of a group's 12 items a user has 7 in training: 5 are left, 3 of them the test, all among the best 20. In the
        // first
        // five places in any order they make an NDCG of 0.83 on the mean: 3 / 5 (1 + .631 + .5 + .431 + .387) over
        // 1 + .631 + .5.
        assertThat(result.metrics().get("test/recall_at_20")).isGreaterThan(0.9);
        assertThat(result.metrics().get("test/ndcg_at_20")).isGreaterThan(0.6);
    }

    @Test
    void mindFindsBooksOfAllGroupsOfUsersItHasNotSeen() throws IOException {
        Path data = PlantedFiles.books(folder.resolve("books"));

        RunResult result = train("mind-amazon-book", "data.path=" + data, "model.negatives=64", "training.epochs=6");

        assertThat(result.metrics()).containsKeys("validation/ndcg_at_50", "validation/hit_rate_at_50");
        double popular = result.baselines().get("most-popular").get("validation/recall_at_20");
        assertThat(result.metrics().get("validation/recall_at_20")).isGreaterThan(2 * popular);
    }

    @Test
    void twoTowersOnSetsOfItemsFindFilmsThatUsersRateHigh() throws IOException {
        Path data = PlantedFiles.ratings(folder.resolve("ratings"));

        RunResult result = train(
                "two-tower-sets-of-items",
                "data.path=" + data,
                "training.batch-size=128",
                "training.epochs=12",
                "training.sparse-optimizer.learning-rate=0.2");

        double popular = result.baselines().get("most-popular").get("test/hit_rate_at_10");
        assertThat(result.metrics().get("test/hit_rate_at_10")).isGreaterThan(1.5 * popular);
    }
}
