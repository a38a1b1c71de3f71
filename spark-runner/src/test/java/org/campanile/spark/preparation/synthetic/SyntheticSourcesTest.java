package org.campanile.spark.preparation.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.campanile.spark.preparation.PreparationFixture.configuration;
import static org.campanile.spark.preparation.PreparationFixture.open;
import static org.campanile.spark.preparation.PreparationFixture.pairs;
import static org.campanile.spark.preparation.PreparationFixture.rows;
import static org.campanile.spark.preparation.PreparationFixture.spark;
import static org.campanile.spark.preparation.PreparationFixture.values;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.campanile.core.CampanileException;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.spark.preparation.PreparationJob;
import org.campanile.spark.preparation.PreparationReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticSourcesTest {
    @TempDir
    Path folder;

    @Test
    void interactionsAreThePlantedOnes() {
        PreparationReport report = prepare(
                "source: synthetic-interactions", "users: 30", "items: 40", "interactions-per-user: 8", "rank: 3");

        PlantedInteractions planted =
                new PlantedInteractions(new SyntheticInteractionsOptions(30, 40, 8, 3, 1, 0.5, 4, 1));
        PreparedDataset dataset = open(report);
        assertThat(pairs(dataset, "test")).isEqualTo(planted(planted, 7, 8));
        assertThat(pairs(dataset, "validation")).isEqualTo(planted(planted, 6, 7));
        assertThat(pairs(dataset, "train")).isEqualTo(planted(planted, 0, 6));
        assertThat(report.rows().read()).isEqualTo(240);
        assertThat(report.rows().used()).isEqualTo(240);
        assertThat(dataset.entities(FeatureSide.ITEM).size()).isEqualTo(report.items() + 1);
    }

    @Test
    void sequencesLongerThanTheCatalogueAreRefused() {
        assertThatThrownBy(() -> prepare("source: synthetic-interactions", "items: 10", "interactions-per-user: 11"))
                .isInstanceOf(CampanileException.class)
                .hasMessage("data.interactions-per-user is 11, but data.items only 10: a user takes each item once at"
                        + " most.");
    }

    @Test
    void clicksAreThePlantedOnes() {
        PreparationReport report = prepare(
                "source: synthetic-clicks",
                "split: {method: ratio}",
                "rows: 800",
                "dense-features: 2",
                "categorical-features: 2",
                "cardinality: 300",
                "shards: 2");

        PreparedDataset dataset = open(report);
        assertThat(dataset.schema().userKey()).isNull();
        assertThat(dataset.schema().itemKey()).isNull();
        assertThat(report.users()).isZero();
        assertThat(report.splits().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(800);

        Map<String, Float> planted = new TreeMap<>();
        PlantedClicks clicks = new PlantedClicks(new SyntheticClicksOptions(800, 2, 2, 300, 1, 4, 2, -1, 1));
        for (int row = 0; row < 800; row++) {
            planted.put(
                    Arrays.toString(clicks.dense(row)) + Arrays.toString(clicks.categories(row)), clicks.label(row));
        }
        List<List<String>> vocabularies = List.of(values(dataset, "c0"), values(dataset, "c1"));
        List<Row> training = rows(dataset, "train");
        for (Row row : training) {
            String example = "[" + row.<Float>getAs("d0") + ", " + row.<Float>getAs("d1") + "]["
                    + vocabularies.get(0).get(row.getAs("c0")) + ", "
                    + vocabularies.get(1).get(row.getAs("c1")) + "]";
            assertThat(planted).containsEntry(example, row.<Float>getAs("label"));
        }
        assertThat(training.size()).isEqualTo((int) (long) report.splits().get("train"));

        long[] counts = dataset.counts("c0");
        assertThat(Arrays.stream(counts).sum())
                .as("counts are of training rows")
                .isEqualTo(training.size());
        assertThat(counts[0]).as("no value is missing").isZero();
        assertThat(Arrays.stream(counts).skip(1)).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(rows(dataset, "test"))
                .extracting(row -> row.<Integer>getAs("c0"))
                .as("some of the 300 values occur in test alone")
                .contains(0);
    }

    @Test
    void theBestAchievableIsThatOfThePlantedProbabilities() {
        PreparationReport report = prepare(
                "source: synthetic-clicks",
                "split: {method: ratio}",
                "rows: 3000",
                "dense-features: 2",
                "categorical-features: 2",
                "shards: 1");

        /* The test rows, found again by their dense features, which no two rows share. */
        PlantedClicks clicks = new PlantedClicks(new SyntheticClicksOptions(3000, 2, 2, 100, 1, 4, 2, -1, 1));
        Map<String, Double> probabilities = new TreeMap<>();
        for (int row = 0; row < 3000; row++) {
            float[] dense = clicks.dense(row);
            probabilities.put(Arrays.toString(dense), clicks.probability(dense, clicks.categories(row)));
        }
        List<double[]> test = new ArrayList<>();
        for (Row row : rows(open(report), "test")) {
            String dense = "[" + row.<Float>getAs("d0") + ", " + row.<Float>getAs("d1") + "]";
            test.add(new double[] {probabilities.get(dense), row.<Float>getAs("label")});
        }
        double ordered = 0;
        double pairs = 0;
        double loss = 0;
        for (double[] sample : test) {
            loss -= Math.log(sample[1] == 1 ? sample[0] : 1 - sample[0]);
            for (double[] other : test) {
                boolean pair = sample[1] == 1 && other[1] == 0;
                pairs += pair ? 1 : 0;
                ordered += pair && sample[0] > other[0] ? 1 : 0;
            }
        }
        assertThat(report.bestAchievable().get("test/auc")).isCloseTo(ordered / pairs, within(1e-4));
        assertThat(report.bestAchievable().get("test/log_loss")).isCloseTo(loss / test.size(), within(1e-6));
    }

    @Test
    void examplesHaveNoUsersToLeaveOneOutOf() {
        assertThatThrownBy(() -> prepare("source: synthetic-clicks", "rows: 10"))
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "data.split.method leave-one-out needs users, times or a given split, which these examples do"
                                + " not have: set it to ratio, of scope global.");
    }

    private static List<String> planted(PlantedInteractions planted, int from, int to) {
        return IntStream.range(0, 30)
                .boxed()
                .flatMap(user -> Arrays.stream(planted.sequence(user), from, to).mapToObj(item -> user + "/" + item))
                .sorted()
                .toList();
    }

    private PreparationReport prepare(String... data) {
        List<String> lines = new ArrayList<>(List.of(data));
        lines.add("prepared: " + folder.resolve("prepared"));
        return new PreparationJob(spark(), configuration(lines.toArray(String[]::new))).run();
    }
}
