package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.campanile.spark.preparation.PreparationFixture.configuration;
import static org.campanile.spark.preparation.PreparationFixture.contents;
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
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.campanile.core.CampanileException;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.tracking.ProgressListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole path from raw files to the prepared data set, on MovieLens CSV files made here. */
class PreparationJobTest {
    private static final String[] MOVIES = {
        "movieId,title,genres",
        "10,\"Last Word, The (1979)\",Comedy|Drama",
        "20,Untitled,(no genres listed)",
        "30,Third (2001) ,Drama",
        "99,Never rated (1950),Horror"
    };

    @TempDir
    Path folder;

    private Path raw;
    private Path prepared;

    @BeforeEach
    void writeMovies() {
        raw = folder.resolve("raw");
        prepared = folder.resolve("prepared");
        write(raw.resolve("movies.csv"), MOVIES);
    }

    @Test
    void lastInteractionIsForTestAndTheOneBeforeForValidation() {
        ratings("1,10,4.0,100", "1,20,3.5,200", "1,30,5.0,300", "2,10,1.0,50", "2,30,2.0,40");

        PreparationReport report = prepare();

        PreparedDataset dataset = open(report);
        assertThat(pairs(dataset, "test")).containsExactly("1/30");
        assertThat(pairs(dataset, "validation")).containsExactly("1/20");
        assertThat(pairs(dataset, "train"))
                .as("user 2 has two interactions only, fewer than the three it takes")
                .containsExactly("1/10", "2/10", "2/30");
        assertThat(report.splits()).containsExactlyInAnyOrderEntriesOf(Map.of("train", 3L, "validation", 1L, "test", 1L));
        assertThat(report.leakage()).containsOnlyKeys("target-in-history", "training-after-held-out");
        assertThat(report.leakage().values()).containsOnly(0L);
    }

    @Test
    void tiesOfTimeAreBrokenByTheNumberOfTheMovie() {
        write(raw.resolve("movies.csv"), "movieId,title,genres", "9,Nine (1999),Drama", "100,Hundred (2000),Drama");
        ratings("1,100,3,7", "1,9,3,7", "1,20,3,7");

        PreparedDataset dataset = open(prepare());

        /* as numbers 9 < 20 < 100, as text "100" < "20" < "9" */
        assertThat(pairs(dataset, "test")).containsExactly("1/100");
        assertThat(pairs(dataset, "validation")).containsExactly("1/20");
        assertThat(pairs(dataset, "train")).containsExactly("1/9");
    }

    @Test
    void repeatedPairsCountOnceWithTheFirstTime() {
        ratings("1,10,4,500", "1,10,2,100", "1,20,3,200", "1,30,3,300");

        PreparationReport report = prepare();

        assertThat(report.rows().read()).isEqualTo(4);
        assertThat(report.rows().used()).isEqualTo(3);
        assertThat(report.rows().duplicates()).isEqualTo(1);
        assertThat(pairs(open(report), "train"))
                .as("10 was first seen at 100, before 20 and 30")
                .containsExactly("1/10");
    }

    @Test
    void vocabulariesAreOrderedByTrainingCountThenValue() {
        /* Training rows: user 1: 30, 20; user 2: 20; user 3: 10. Items 10 and 30 each once, 20 twice. */
        ratings("1,30,3,1", "1,20,3,2", "1,40,3,3", "1,50,3,4", "2,20,3,1", "3,10,3,1");

        PreparedDataset dataset = open(prepare());

        assertThat(values(dataset, "item"))
                .as("items of validation and test alone are in the catalogue, with count 0")
                .containsExactly("", "20", "10", "30", "40", "50");
        assertThat(dataset.counts("item")).containsExactly(0, 2, 1, 1, 0, 0);
        assertThat(values(dataset, "user")).containsExactly("", "1", "2", "3");
        assertThat(dataset.counts("user")).containsExactly(0, 2, 1, 1);
    }

    @Test
    void featuresOfItemsStandInIndexOrderWithTheUnknownItemFirst() {
        ratings("1,10,3,1", "2,10,3,1", "3,20,3,1", "4,30,3,1", "5,30,3,2", "6,30,3,2");

        PreparedDataset dataset = open(prepare());

        assertThat(values(dataset, "item")).containsExactly("", "30", "10", "20");
        /* Training rows by genre: Drama 3 + 2, Comedy 2; by year: 2001 3, 1979 2, none 1 (movie 20). */
        assertThat(values(dataset, "genres")).containsExactly("", "Drama", "Comedy");
        assertThat(dataset.counts("genres")).containsExactly(0, 5, 2);
        assertThat(values(dataset, "year")).containsExactly("", "2001", "1979");
        assertThat(dataset.counts("year")).containsExactly(1, 3, 2);

        var items = dataset.entities(org.campanile.core.schema.FeatureSide.ITEM);
        assertThat(items.size()).isEqualTo(4);
        assertThat(items.categorical()[0]).as("years of unknown, 30, 10, 20").containsExactly(0, 1, 2, 0);
        var genres = items.sequences()[0];
        assertThat(IntStream.rangeClosed(0, 4).map(genres::start).toArray())
                .as("lengths 0, 1, 2, 0")
                .containsExactly(0, 0, 1, 3, 3);
        assertThat(Arrays.copyOf(genres.values(), 3))
                .as("Drama; Comedy, Drama in the file's order")
                .containsExactly(1, 2, 1);
    }

    @Test
    void valuesThatOccurInHeldOutRowsOnlyAreUnknown() {
        ratings("1,20,3,1", "1,10,3,2", "1,30,3,3");

        PreparedDataset dataset = open(prepare());

        assertThat(values(dataset, "year"))
                .as("1979 and 2001 belong to movies of validation and test")
                .containsExactly("");
    }

    @Test
    void brokenLinesAreCountedByReasonAndKept() throws IOException {
        ratings(
                "1,10,4,100",
                "1,20,4",
                "1,20,4,100,5",
                "x,20,4,100",
                ",20,4,100",
                "1,twenty,4,100",
                "1,20,four,100",
                "1,20,NaN,100",
                "1,20,4,yesterday",
                "\"1,20,4,100",
                "1,20,4,200");

        PreparationReport report = prepare("max-rejected-fraction: 1");

        assertThat(report.rows().rejected())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "wrong-number-of-fields", 2L,
                        "non-numeric-user", 1L,
                        "empty-user", 1L,
                        "non-numeric-item", 1L,
                        "non-numeric-rating", 2L,
                        "non-numeric-timestamp", 1L,
                        "unclosed-quote", 1L));
        assertThat(report.rows().read()).isEqualTo(11);
        assertThat(report.rows().used()).isEqualTo(2);
        assertThat(Files.readAllLines(prepared.resolve("rejected/interactions-wrong-number-of-fields.jsonl")))
                .containsExactly("{\"row\":\"1,20,4\"}", "{\"row\":\"1,20,4,100,5\"}");
        assertThat(open(report).manifest().report())
                .containsEntry("rows-read", 11L)
                .containsEntry("rows-rejected-wrong-number-of-fields", 2L);
    }

    @Test
    void oneThousandRejectedRowsAreKeptPerReason() throws IOException {
        List<String> lines = new ArrayList<>(List.of("1,10,4,100"));
        IntStream.range(0, 1100).forEach(line -> lines.add("broken " + line));
        ratings(lines.toArray(String[]::new));

        PreparationReport report = prepare("max-rejected-fraction: 1");

        assertThat(report.rows().rejected()).containsEntry("wrong-number-of-fields", 1100L);
        assertThat(Files.readAllLines(prepared.resolve("rejected/interactions-wrong-number-of-fields.jsonl")))
                .hasSize(1000)
                .startsWith("{\"row\":\"broken 0\"}");
    }

    @Test
    void tooManyRejectedRowsStopThePreparation() throws IOException {
        ratings("1,10,4,100", "1,20,4,100", "1,30,4,100", "broken");

        assertThatThrownBy(() -> prepare("max-rejected-fraction: 0.2"))
                .isInstanceOf(CampanileException.class)
                .hasMessage("1 of 4 interactions (25.00 %) cannot be used, which is more than data.max-rejected-fraction"
                        + " allows (20.00 %): see the examples in " + folder.resolve("prepared-rejected")
                        + ", then mend the data or raise data.max-rejected-fraction.");
        assertThat(folder.resolve("prepared-rejected/interactions-wrong-number-of-fields.jsonl"))
                .hasContent("{\"row\":\"broken\"}");
        assertThat(names(folder)).as("nothing is left behind").containsExactly("prepared-rejected", "raw");

        assertThat(prepare("max-rejected-fraction: 0.25").rows().used()).isEqualTo(3);
        assertThat(names(folder)).as("the examples moved into the data set").containsExactly("prepared", "raw");
    }

    @Test
    void brokenLinesOfFeaturesAreCountedForThemselves() {
        write(raw.resolve("movies.csv"), "movieId,title,genres", "10,Ten (1999),Drama", "10,Ten (1998),Drama", "20,Twenty");
        ratings("1,10,3,1", "1,20,3,2");

        PreparationReport report = prepare("max-rejected-fraction: 0.5");

        assertThat(report.inputs()).extracting(InputCounts::input).containsExactly("interactions", "items");
        InputCounts items = report.inputs().get(1);
        assertThat(items.read()).isEqualTo(3);
        assertThat(items.used()).isEqualTo(1);
        assertThat(items.duplicates()).isEqualTo(1);
        assertThat(items.rejected()).containsExactly(Map.entry("wrong-number-of-fields", 1L));
        assertThat(values(open(report), "year"))
                .as("of two rows of a movie the smaller one counts")
                .containsExactly("", "1998");
    }

    @Test
    void theSameRawDataAreReused() {
        ratings(manyRatings());
        PreparationReport first = prepare();
        Map<String, String> before = contents(prepared);

        PreparationReport second = prepare();

        assertThat(first.reused()).isFalse();
        assertThat(second.reused()).isTrue();
        assertThat(second.contentHash()).isEqualTo(first.contentHash());
        assertThat(second.inputs()).isEqualTo(first.inputs());
        assertThat(contents(prepared)).isEqualTo(before);
    }

    @Test
    void movedRawDataAndAnotherRejectionLimitChangeNothing() throws IOException {
        ratings(manyRatings());
        prepare();
        raw = Files.move(raw, folder.resolve("moved"));

        assertThat(prepare("max-rejected-fraction: 0.5").reused()).isTrue();
    }

    @Test
    void changedRawDataReplaceTheDataSet() throws IOException {
        ratings("1,10,4,100", "1,20,4,200", "1,30,4,300");
        PreparationReport first = prepare();
        ratings("1,10,4,100", "1,20,4,300", "1,30,4,200");

        PreparationReport second = prepare();

        assertThat(second.reused()).isFalse();
        assertThat(second.contentHash()).isNotEqualTo(first.contentHash());
        assertThat(pairs(open(second), "test")).containsExactly("1/20");
        assertThat(names(folder)).containsExactly("prepared", "raw");
    }

    @Test
    void anotherSettingReplacesTheDataSet() {
        ratings(manyRatings());
        prepare("shards: 2");

        PreparationReport report = prepare("shards: 3");

        assertThat(report.reused()).isFalse();
        assertThat(open(report).manifest().train()).hasSize(3);
    }

    @Test
    void damagedDataSetsAreNotReused() throws IOException {
        ratings(manyRatings());
        PreparationReport first = prepare();
        Files.writeString(prepared.resolve("train/part-00000.parquet"), "shorter");

        PreparationReport second = prepare();

        assertThat(second.reused()).isFalse();
        assertThat(second.contentHash()).isEqualTo(first.contentHash());
    }

    @Test
    void preparingAgainGivesTheSameBytes() {
        ratings(manyRatings());
        PreparationReport first = prepare();
        prepared = folder.resolve("again");
        List<String> lines = new ArrayList<>(List.of(manyRatings()));
        java.util.Collections.reverse(lines);
        ratings(lines.toArray(String[]::new));

        PreparationReport second = prepare();

        Map<String, String> firstFiles = contents(folder.resolve("prepared"));
        Map<String, String> secondFiles = contents(prepared);
        Stream.of("report.json", "dataset.json").forEach(file -> {
            firstFiles.remove(file);
            secondFiles.remove(file);
        });
        assertThat(secondFiles).as("the order of raw lines does not matter").isEqualTo(firstFiles);
        assertThat(firstFiles).hasSizeGreaterThan(8);
        assertThat(second.contentHash())
                .as("but the raw file is another one, and part of the identity")
                .isNotEqualTo(first.contentHash());
    }

    @Test
    void preparingTheSameFilesElsewhereGivesTheSameHash() {
        ratings(manyRatings());
        PreparationReport first = prepare();
        prepared = folder.resolve("again");

        PreparationReport second = prepare();

        assertThat(second.reused()).isFalse();
        assertThat(second.contentHash()).isEqualTo(first.contentHash());
        assertThat(contents(prepared).get("dataset.json"))
                .isEqualTo(contents(folder.resolve("prepared")).get("dataset.json"));
    }

    @Test
    void trainingRowsAreShuffledBySeed() {
        ratings(manyRatings());
        List<Integer> first = users(open(prepare("shards: 1")));
        List<Integer> again = users(open(prepare("shards: 2")));

        assertThat(first).hasSizeGreaterThan(100).isNotEqualTo(first.stream().sorted().toList());
        assertThat(again).containsExactlyInAnyOrderElementsOf(first);
    }

    @Test
    void ratioSplitsRowsByHash() {
        ratings(manyRatings());

        PreparationReport report = prepare("split: {method: ratio}");

        /* 1200 rows, an eighth is 150, standard deviation sqrt(1200 * 1/8 * 7/8) = 11.5: within five of them */
        assertThat(report.splits().get("test")).isBetween(93L, 207L);
        assertThat(report.splits().get("validation")).isBetween(93L, 207L);
        assertThat(report.splits().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(1200);
        assertThat(report.leakage()).containsExactly(Map.entry("target-in-history", 0L));
    }

    @Test
    void foldersOfOthersAreNotTouched() throws IOException {
        ratings("1,10,4,100");
        write(prepared.resolve("thesis.tex"), "years of work");

        assertThatThrownBy(this::prepare)
                .isInstanceOf(CampanileException.class)
                .hasMessage("The folder " + prepared + " holds files, but no prepared data set: point data.prepared to"
                        + " another folder, or empty this one.");
        assertThat(prepared.resolve("thesis.tex")).exists();
    }

    @Test
    void phasesAreAnnouncedAndEnded() {
        ratings("1,10,4,100", "1,20,4,200", "1,30,4,300");
        List<String> events = new ArrayList<>();
        ProgressListener listener = new ProgressListener() {
            @Override
            public void begin(String phase, long total) {
                events.add(phase);
            }

            @Override
            public void advance(long done, Map<String, Double> facts) {}

            @Override
            public void end() {
                events.add("end");
            }
        };

        new PreparationJob(spark(), settings()).listener(listener).run();

        assertThat(events).startsWith("finding raw data", "end", "reading interactions", "end", "splitting", "end");
        assertThat(events).contains("building vocabularies", "writing train", "writing items", "writing vocabularies");
        assertThat(events.stream().filter("end"::equals)).hasSize(events.size() / 2);
    }

    @Test
    void noUsableRowsAreAnError() {
        write(raw.resolve("ratings.csv"), "userId,movieId,rating,timestamp");

        assertThatThrownBy(this::prepare)
                .isInstanceOf(CampanileException.class)
                .hasMessage("There are no interactions to use: data.path has none, or none that can be read.");
    }

    private void ratings(String... lines) {
        write(raw.resolve("ratings.csv"), Stream.concat(Stream.of("userId,movieId,rating,timestamp"), Stream.of(lines))
                .toArray(String[]::new));
    }

    /** 60 users with 20 different items each. */
    private static String[] manyRatings() {
        return IntStream.range(0, 1200)
                .mapToObj(row -> "%d,%d,3.5,%d".formatted(row / 20 + 1, (row / 20 * 7 + row % 20 * 3) % 101 + 1, row))
                .toArray(String[]::new);
    }

    private static List<Integer> users(PreparedDataset dataset) {
        return PreparationFixture.rows(dataset, "train").stream()
                .map(row -> row.<Integer>getAs("user"))
                .toList();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private PreparationReport prepare(String... data) {
        return new PreparationJob(spark(), settings(data)).run();
    }

    private org.campanile.core.config.RunConfiguration settings(String... data) {
        List<String> lines = new ArrayList<>(List.of("source: movielens", "path: " + raw, "prepared: " + prepared));
        lines.addAll(List.of(data));
        return configuration(lines.toArray(String[]::new));
    }
}
