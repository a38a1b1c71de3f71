package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.campanile.core.storage.LocalFileStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationReportTest {
    private static final PreparationReport REPORT = new PreparationReport(
            "movielens",
            "/a/very/long/path/that/goes/on/and/on/through/many/folders/until/it/ends/in/prepared/movielens",
            "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            false,
            List.of(
                    new InputCounts(
                            "interactions",
                            1_234_567,
                            1_234_550,
                            4,
                            Map.of("empty-user", 3L),
                            Map.of("inactive-user", 10L)),
                    new InputCounts("items", 9742, 9742, 0, Map.of(), Map.of())),
            610,
            9724,
            0.017,
            Map.of("train", 1_233_330L, "validation", 610L, "test", 610L),
            Map.of("user", 611, "item", 9725),
            Map.of("pair-in-several-parts", 0L),
            new DataProfile(
                    17,
                    Map.of(
                            "train", new LabelBalance(1_233_330, 616_665),
                            "validation", new LabelBalance(610, 305),
                            "test", new LabelBalance(610, 61)),
                    new ItemPopularity(
                            9000,
                            Map.of("train", curve(0.5), "validation", curve(0.5), "test", curve(0.25)),
                            Map.of("train", 0.0, "validation", 0.01, "test", 0.0225)),
                    new NearDuplicates(9000, 12, List.of("<7> resembles 3"))),
            Map.of("zip", 0.0625),
            Map.of("test/auc", 0.812345),
            12.34);

    @TempDir
    Path folder;

    /** A share of the rows for the first tenth of the items, the others spread evenly. */
    private static List<Double> curve(double head) {
        return IntStream.rangeClosed(1, 100)
                .mapToObj(percent -> percent <= 10 ? head * percent / 10 : head + (1 - head) * (percent - 10) / 90)
                .toList();
    }

    @Test
    void longCountsTakeTwoLines() {
        InputCounts large = new InputCounts(
                "interactions", 1_234_567_890, 1_230_000_000, 4_000_000, Map.of("empty-user", 567_890L), Map.of());
        PreparationReport report = new PreparationReport(
                "table",
                "/prepared",
                "0",
                false,
                List.of(large),
                0,
                0,
                0,
                Map.of(),
                Map.of(),
                Map.of(),
                new DataProfile(0, Map.of(), ItemPopularity.NONE, NearDuplicates.NONE),
                Map.of(),
                Map.of(),
                1);

        assertThat(report.lines())
                .contains(
                        "interactions    1,234,567,890 read, 1,230,000,000 used, 4,000,000 duplicates,",
                        "                567,890 rejected");
    }

    @Test
    void thePageShowsWhatTheReportKnowsAndNeedsNothingElse() throws IOException {
        REPORT.write(new LocalFileStore(folder));
        String page = Files.readString(folder.resolve("report.html"));

        assertThat(page)
                .contains("Data report: movielens", "1,234,567", "interactions deselected: inactive-user", "<svg")
                .contains("most popular items by training rows (%)", "pair-in-several-parts", "&lt;7&gt; resembles 3")
                .doesNotContain("http", "<script", "<link", "src=", "url(", "<7>");
    }

    @Test
    void linesFitATerminal() {
        assertThat(REPORT.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(REPORT.lines())
                .containsExactly(
                        "data set        movielens, prepared in 12.3 s",
                        "folder          ...d/on/through/many/folders/until/it/ends/in/prepared/movielens",
                        "content hash    0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                        "interactions    1,234,567 read, 1,234,550 used, 4 duplicates, 3 rejected",
                        "                rejected: empty-user 3",
                        "                deselected: inactive-user 10",
                        "items           9,742 read, 9,742 used, 0 duplicates, 0 rejected",
                        "users, items    610, 9,724",
                        "density         1.700 %",
                        "train           1,233,330",
                        "validation      610",
                        "test            610",
                        "positive        train 50.00 %, validation 50.00 %, test 10.00 %",
                        "conflicts       17 rows with another label than their like",
                        "top 10 % items  train 50.00 %, validation 50.00 %, test 25.00 %",
                        "unseen items    validation 1.00 %, test 2.25 %",
                        "drift           validation 0.0000 bits, test 0.0488 bits",
                        "near-duplicates 12 of 9,000 items",
                        "leakage         pair-in-several-parts 0",
                        "hash collisions zip 6.25 %",
                        "best achievable test/auc 0.81235");
    }

    @Test
    void reportIsReadBackFromItsFolder() throws IOException {
        LocalFileStore store = new LocalFileStore(folder);
        REPORT.write(store);

        assertThat(PreparationReport.read(store, REPORT.contentHash())).contains(REPORT);
        assertThat(PreparationReport.read(store, "another")).isEmpty();
    }

    @Test
    void countsThatDoNotAddUpAreRefused() {
        assertThatThrownBy(
                        () -> new InputCounts("items", 10, 6, 1, Map.of("empty-item", 1L), Map.of("outside-core", 1L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("items: 10 rows read are not 6 used, 1 duplicates, 1 rejected and 1 deselected");
    }
}
