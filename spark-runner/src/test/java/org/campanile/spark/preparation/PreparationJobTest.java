package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.campanile.spark.preparation.PreparationFixture.configuration;
import static org.campanile.spark.preparation.PreparationFixture.open;
import static org.campanile.spark.preparation.PreparationFixture.pairs;
import static org.campanile.spark.preparation.PreparationFixture.spark;
import static org.campanile.spark.preparation.PreparationFixture.values;
import static org.campanile.spark.preparation.PreparationFixture.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.tracking.ProgressListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From raw files to the prepared data set, on one small MovieLens folder:
 *
 * <pre>
 * user 1: 10, 20 (twice), 30, 40 in this order: training 10, 20; validation 30; test 40
 * user 2: 20, 10: too few, all training
 * user 3: 30, 100, 9 at the same time, so ordered by number 9, 30, 100: training 9
 * </pre>
 *
 * Training rows by item: 10 and 20 two each, 9 one.
 */
class PreparationJobTest {
    @TempDir
    static Path folder;

    private static PreparationReport report;
    private static PreparedDataset dataset;
    private static final List<String> EVENTS = new ArrayList<>();
    private static final List<Double> SHARES = Collections.synchronizedList(new ArrayList<>());

    @BeforeAll
    static void prepare() {
        write(
                folder.resolve("raw/movies.csv"),
                "movieId,title,genres",
                "10,\"Last Word, The (1979)\",Comedy|Drama",
                "20,Untitled,(no genres listed)",
                "9,Nine (1999) ,Drama",
                "9,Nine (1998),Drama",
                "30,Thirty (2001),Horror",
                "100,Hundred",
                "99,Never rated (1950),Musical");
        write(
                folder.resolve("raw/ratings.csv"),
                "userId,movieId,rating,timestamp",
                "1,40,4.0,500",
                "1,20,4.5,900",
                "1,20,3.5,200",
                "1,10,4.0,100",
                "1,30,5.0,300",
                "2,20,1.0,40",
                "2,10,2.0,50",
                "3,30,3.0,7",
                "3,100,3.0,7",
                "3,9,3.0,7",
                "1,50,4",
                "1,50,4,600,6",
                "x,50,4,600",
                ",50,4,600",
                "1,fifty,4,600",
                "1,50,four,600",
                "1,50,NaN,600",
                "1,50,4,yesterday",
                "\"1,50,4,600");
        report = new PreparationJob(spark(), settings("max-rejected-fraction: 0.9"))
                .listener(new EventList())
                .run();
        dataset = open(report);
    }

    @Test
    void everyRowReadIsUsedDuplicateOrRejected() {
        assertThat(report.rows().read()).isEqualTo(19);
        assertThat(report.rows().used()).isEqualTo(9);
        assertThat(report.rows().duplicates()).isEqualTo(1);
        assertThat(report.rows().rejected())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "wrong-number-of-fields", 2L,
                        "non-numeric-user", 1L,
                        "empty-user", 1L,
                        "non-numeric-item", 1L,
                        "non-numeric-rating", 2L,
                        "non-numeric-timestamp", 1L,
                        "unclosed-quote", 1L));
        assertThat(dataset.manifest().report())
                .containsEntry("rows-read", 19L)
                .containsEntry("rows-duplicate", 1L)
                .containsEntry("rows-rejected-wrong-number-of-fields", 2L);
    }

    @Test
    void rejectedRowsAreKept() throws IOException {
        Path rejected = folder.resolve("prepared/rejected");

        assertThat(Files.readAllLines(rejected.resolve("interactions-wrong-number-of-fields.jsonl")))
                .containsExactly("{\"row\":\"1,50,4\"}", "{\"row\":\"1,50,4,600,6\"}");
        assertThat(Files.readAllLines(rejected.resolve("interactions-unclosed-quote.jsonl")))
                .containsExactly("{\"row\":\"\\\"1,50,4,600\"}");
    }

    @Test
    void rowsOfFeaturesAreCountedForThemselves() {
        assertThat(report.inputs()).extracting(InputCounts::input).containsExactly("interactions", "items");
        InputCounts items = report.inputs().get(1);
        assertThat(items.read()).isEqualTo(7);
        assertThat(items.duplicates()).as("two rows of movie 9").isEqualTo(1);
        assertThat(items.rejected()).containsExactly(Map.entry("wrong-number-of-fields", 1L));
    }

    @Test
    void samplesAreDividedByTime() {
        assertThat(pairs(dataset, "train")).containsExactly("1/10", "1/20", "2/10", "2/20", "3/9");
        assertThat(pairs(dataset, "validation")).containsExactly("1/30", "3/30");
        assertThat(pairs(dataset, "test")).containsExactly("1/40", "3/100");
        assertThat(report.splits()).isEqualTo(Map.of("train", 5L, "validation", 2L, "test", 2L));
        assertThat(report.leakage())
                .isEqualTo(Map.of(
                        "pair-in-several-parts", 0L, "history-after-target", 0L, "vocabulary-beyond-training", 0L));
        assertThat(PreparationFixture.rows(dataset, "train"))
                .extracting(row -> row.<Float>getAs("label"))
                .containsOnly(1f);
    }

    @Test
    void catalogueHoldsItemsOfHeldOutRowsWithCountZero() {
        assertThat(values(dataset, "item"))
                .as("by falling training count, then by text")
                .containsExactly("", "10", "20", "9", "100", "30", "40");
        assertThat(dataset.counts("item")).containsExactly(0, 2, 2, 1, 0, 0, 0);
        assertThat(values(dataset, "user")).containsExactly("", "1", "2", "3");
        assertThat(dataset.counts("user")).containsExactly(0, 2, 2, 1);
        assertThat(report.users()).isEqualTo(3);
        assertThat(report.items()).isEqualTo(6);
        assertThat(report.density()).isEqualTo(9.0 / 18);
    }

    @Test
    void vocabulariesOfFeaturesComeFromTrainingRowsAlone() {
        /* Drama: movie 10 twice, movie 9 once; Comedy: movie 10 twice. Horror is in validation, Musical nowhere. */
        assertThat(values(dataset, "genres")).containsExactly("", "Drama", "Comedy");
        assertThat(dataset.counts("genres")).containsExactly(0, 3, 2);
        /* 1979: movie 10 twice; 1998: the smaller row of movie 9; no year: movie 20 twice. */
        assertThat(values(dataset, "year")).containsExactly("", "1979", "1998");
        assertThat(dataset.counts("year")).containsExactly(2, 2, 1);
    }

    @Test
    void featuresOfItemsStandInIndexOrderAfterTheUnknownItem() {
        EntityFeatures items = dataset.entities(FeatureSide.ITEM);

        assertThat(items.size()).isEqualTo(7);
        assertThat(items.categorical()[0])
                .as("years of unknown, 10, 20, 9, 100 (no features), 30 (year not in training), 40 (not in the file)")
                .containsExactly(0, 1, 0, 2, 0, 0, 0);
        JaggedIds genres = items.sequences()[0];
        assertThat(IntStream.rangeClosed(0, 7).map(genres::start).toArray())
                .as("lengths 0, 2, 0, 1, 0, 1, 0")
                .containsExactly(0, 0, 2, 2, 3, 3, 4, 4);
        assertThat(Arrays.copyOf(genres.values(), 4))
                .as("Comedy, Drama in the file's order; Drama; Horror, which training does not know")
                .containsExactly(2, 1, 1, 0);
    }

    @Test
    void filesAreWhole() {
        dataset.verify();

        assertThat(dataset.manifest().contentHash()).isEqualTo(report.contentHash());
        assertThat(dataset.manifest().settings())
                .containsEntry("data.split.method", "leave-one-out")
                .containsKeys("raw.ratings.csv", "raw.movies.csv", "seed")
                .doesNotContainKeys("data.path", "data.prepared");
    }

    @Test
    void phasesAreAnnouncedAndEnded() {
        assertThat(EVENTS)
                .startsWith("finding raw data", "end", "reading interactions", "end", "selecting interactions", "end");
        assertThat(EVENTS)
                .contains(
                        "splitting",
                        "building vocabularies",
                        "checking splits",
                        "measuring",
                        "writing samples",
                        "writing items",
                        "writing vocabularies");
        assertThat(EVENTS.stream().filter("end"::equals)).hasSize(EVENTS.size() / 2);
    }

    @Test
    void progressIsTheShareOfTasksThatAreDone() {
        assertThat(List.copyOf(SHARES))
                .isNotEmpty()
                .allSatisfy(share -> assertThat(share).isGreaterThan(0).isLessThanOrEqualTo(1));
    }

    @Test
    void theSameRawDataAreReused() throws IOException {
        Map<String, String> before = PreparationFixture.contents(folder.resolve("prepared"));
        Path moved = Files.createDirectories(folder.resolve("moved"));
        for (String file : List.of("ratings.csv", "movies.csv")) {
            Files.copy(folder.resolve("raw").resolve(file), moved.resolve(file));
        }

        PreparationReport again = new PreparationJob(
                        spark(),
                        configuration(
                                "source: movielens",
                                "path: " + moved,
                                "prepared: " + folder.resolve("prepared").toUri(),
                                "max-rejected-fraction: 0.1"))
                .run();

        assertThat(again.reused()).as("neither the place nor the limit matters").isTrue();
        assertThat(again.contentHash()).isEqualTo(report.contentHash());
        assertThat(again.inputs()).isEqualTo(report.inputs());
        assertThat(PreparationFixture.contents(folder.resolve("prepared"))).isEqualTo(before);
    }

    @Test
    void foldersOfOthersAreNotTouched() {
        write(folder.resolve("home/thesis.tex"), "years of work");

        assertThatThrownBy(() -> new PreparationJob(
                                spark(),
                                configuration(
                                        "source: movielens",
                                        "path: " + folder.resolve("raw"),
                                        "prepared: " + folder.resolve("home")))
                        .run())
                .isInstanceOf(CampanileException.class)
                .hasMessage("The folder " + folder.resolve("home") + " holds files, but no prepared data set: point"
                        + " data.prepared to another folder, or empty this one.");
        assertThat(folder.resolve("home/thesis.tex")).exists();
    }

    private static org.campanile.core.config.RunConfiguration settings(String more) {
        return configuration(
                "source: movielens", "path: " + folder.resolve("raw"), "prepared: " + folder.resolve("prepared"), more);
    }

    /** Writes down phases and ends. */
    private static final class EventList implements ProgressListener {
        @Override
        public void begin(String phase, long total) {
            EVENTS.add(phase);
        }

        @Override
        public void advance(long done, Map<String, Double> facts) {
            SHARES.add(done / facts.get(PLANNED));
        }

        @Override
        public void end() {
            EVENTS.add("end");
        }
    }
}
