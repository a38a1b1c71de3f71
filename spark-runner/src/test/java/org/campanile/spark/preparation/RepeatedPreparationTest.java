package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.campanile.spark.preparation.PreparationFixture.configuration;
import static org.campanile.spark.preparation.PreparationFixture.contents;
import static org.campanile.spark.preparation.PreparationFixture.names;
import static org.campanile.spark.preparation.PreparationFixture.open;
import static org.campanile.spark.preparation.PreparationFixture.spark;
import static org.campanile.spark.preparation.PreparationFixture.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.campanile.core.CampanileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when data are prepared more than once: the same bytes, reuse, replacement. */
class RepeatedPreparationTest {
    @TempDir
    Path folder;

    @Test
    void bytesDependOnRowsAloneNotOnTheirOrderOrTheNumberOfTasks() {
        List<String> lines = ratings();
        writeRaw("raw", lines);
        PreparationReport first = prepare("raw", "first", "shards: 3");
        Collections.reverse(lines);
        writeRaw("reversed", lines);
        PreparationReport second;
        spark().conf().set("spark.sql.shuffle.partitions", "5");
        spark().conf().set("spark.sql.adaptive.enabled", "true");
        try {
            second = prepare("reversed", "second", "shards: 3");
        } finally {
            spark().conf().set("spark.sql.shuffle.partitions", "2");
            spark().conf().set("spark.sql.adaptive.enabled", "false");
        }

        Map<String, String> firstFiles = parquet("first");
        assertThat(firstFiles).containsKeys("train/part-00000.parquet", "train/part-00002.parquet");
        assertThat(parquet("second")).isEqualTo(firstFiles);
        assertThat(second.contentHash())
                .as("the raw files differ, and are part of the identity")
                .isNotEqualTo(first.contentHash());
    }

    @Test
    void theSameFilesGiveTheSameHashAndDamagedDataSetsAreMadeAnew() throws IOException {
        writeRaw("raw", ratings());
        PreparationReport first = prepare("raw", "prepared");
        Map<String, String> files = contents(folder.resolve("prepared"));
        Files.writeString(folder.resolve("prepared/train/part-00000.parquet"), "shorter");

        PreparationReport second = prepare("raw", "prepared");

        assertThat(second.reused()).isFalse();
        assertThat(second.contentHash()).isEqualTo(first.contentHash());
        Map<String, String> again = contents(folder.resolve("prepared"));
        files.remove(PreparationReport.FILE);
        again.remove(PreparationReport.FILE);
        assertThat(again)
                .as("the report tells the seconds, all else is the same")
                .isEqualTo(files);
    }

    @Test
    void changedRawDataAndSettingsReplaceTheDataSet() {
        List<String> lines = ratings();
        writeRaw("raw", lines);
        PreparationReport first = prepare("raw", "prepared", "split: {method: ratio}");
        lines.set(7, lines.get(7).replace("3.5", "4.5"));
        writeRaw("raw", lines);
        PreparationReport second = prepare("raw", "prepared", "split: {method: ratio}", "shards: 1");

        assertThat(second.reused()).isFalse();
        assertThat(second.contentHash()).isNotEqualTo(first.contentHash());
        assertThat(names(folder)).as("nothing of the old one is left").containsExactly("prepared", "raw");
        assertThat(open(second).manifest().train()).hasSize(1);
        /* 1200 rows, an eighth is 150, standard deviation sqrt(1200 * 1/8 * 7/8) = 11.5: within five of them */
        assertThat(second.splits().get("test")).isBetween(93L, 207L);
        assertThat(second.splits().get("validation")).isBetween(93L, 207L);
        assertThat(second.splits()).as("the value of a rating changes no split").isEqualTo(first.splits());
        List<Integer> users = PreparationFixture.rows(open(second), "train").stream()
                .map(row -> row.<Integer>getAs("user"))
                .toList();
        assertThat(users).as("shuffled").isNotEqualTo(users.stream().sorted().toList());
    }

    @Test
    void tooManyRejectedRowsStopThePreparation() {
        write(folder.resolve("raw/movies.csv"), "movieId,title,genres");
        write(
                folder.resolve("raw/ratings.csv"),
                "userId,movieId,rating,timestamp",
                "1,1,4,1",
                "1,2,4,2",
                "1,3,4,3",
                "1");

        assertThatThrownBy(() -> prepare("raw", "prepared", "max-rejected-fraction: 0.2"))
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "1 of 4 interactions (25.00 %) cannot be used, which is more than data.max-rejected-fraction"
                                + " allows (20.00 %): see the examples in " + folder.resolve("prepared-rejected")
                                + ", then mend the data or raise data.max-rejected-fraction.");
        assertThat(folder.resolve("prepared-rejected/interactions-wrong-number-of-fields.jsonl"))
                .hasContent("{\"row\":\"1\"}");
        assertThat(names(folder)).as("no half of a data set is left").containsExactly("prepared-rejected", "raw");
    }

    @Test
    void noUsableRowsAreAnError() {
        writeRaw("raw", new ArrayList<>());

        assertThatThrownBy(() -> prepare("raw", "prepared"))
                .isInstanceOf(CampanileException.class)
                .hasMessage("There are no interactions to use: data.path has none, or none that can be read.");
        assertThat(names(folder)).containsExactly("raw");
    }

    /** 60 users with 20 different items each. */
    private static List<String> ratings() {
        List<String> lines = new ArrayList<>();
        IntStream.range(0, 1200)
                .mapToObj(row -> "%d,%d,3.5,%d".formatted(row / 20 + 1, (row / 20 * 7 + row % 20 * 3) % 101 + 1, row))
                .forEach(lines::add);
        return lines;
    }

    private void writeRaw(String name, List<String> ratings) {
        Path raw = folder.resolve(name);
        write(raw.resolve("movies.csv"), "movieId,title,genres", "1,One (1991),Drama", "2,Two (1992),Drama|Comedy");
        List<String> lines = new ArrayList<>(List.of("userId,movieId,rating,timestamp"));
        lines.addAll(ratings);
        write(raw.resolve("ratings.csv"), lines.toArray(String[]::new));
    }

    private Map<String, String> parquet(String prepared) {
        Map<String, String> files = contents(folder.resolve(prepared));
        files.keySet().removeIf(file -> !file.endsWith(".parquet"));
        return files;
    }

    private PreparationReport prepare(String raw, String prepared, String... data) {
        List<String> lines = new ArrayList<>(
                List.of("source: movielens", "path: " + folder.resolve(raw), "prepared: " + folder.resolve(prepared)));
        lines.addAll(List.of(data));
        return new PreparationJob(spark(), configuration(lines.toArray(String[]::new))).run();
    }
}
