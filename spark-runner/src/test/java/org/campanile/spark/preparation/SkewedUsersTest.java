package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campanile.spark.preparation.PreparationFixture.configuration;
import static org.campanile.spark.preparation.PreparationFixture.open;
import static org.campanile.spark.preparation.PreparationFixture.rows;
import static org.campanile.spark.preparation.PreparationFixture.spark;
import static org.campanile.spark.preparation.PreparationFixture.values;
import static org.campanile.spark.preparation.PreparationFixture.write;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.campanile.core.shard.PreparedDataset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One user with three quarters of all rows, of whom Spark may hold only a few hundred in memory. */
class SkewedUsersTest {
    private static final int HEAVY = 9000;
    private static final int LIGHT = 300;
    private static final List<String> BUFFERS =
            List.of("spark.sql.windowExec.buffer.in.memory.threshold", "spark.sql.windowExec.buffer.spill.threshold");

    @TempDir
    Path folder;

    @BeforeEach
    void boundMemory() {
        BUFFERS.forEach(buffer -> spark().conf().set(buffer, "256"));
    }

    @AfterEach
    void unbound() {
        BUFFERS.forEach(buffer -> spark().conf().unset(buffer));
    }

    @Test
    void aUserWithMostOfTheRowsIsDividedLikeAnyOther() {
        Stream<String> heavy = IntStream.range(0, HEAVY).mapToObj("heavy\ti%1$d\t1\t%1$d"::formatted);
        Stream<String> light = IntStream.range(0, LIGHT * 10)
                .mapToObj(row -> "u%d\ti%d\t1\t%d".formatted(row / 10, row % 10 * 7, row));
        write(folder.resolve("raw/triples.tsv"), Stream.concat(heavy, light).toArray(String[]::new));

        PreparationReport report = new PreparationJob(
                        spark(),
                        configuration(
                                "source: interactions",
                                "layout: triples",
                                "path: " + folder.resolve("raw"),
                                "prepared: " + folder.resolve("prepared"),
                                "history: {max-length: 3}"))
                .run();

        assertThat(report.splits())
                .as("the last row of each user for test, the one before for validation")
                .containsEntry("test", LIGHT + 1L)
                .containsEntry("validation", LIGHT + 1L)
                .containsEntry("train", HEAVY - 2L + LIGHT * 8);
        PreparedDataset dataset = open(report);
        int user = values(dataset, "user").indexOf("heavy");
        assertThat(user).as("the user with most training rows").isEqualTo(1);
        List<String> items = values(dataset, "item");
        Row test = rows(dataset, "test").stream()
                .filter(row -> row.<Integer>getAs("user") == user)
                .findFirst()
                .orElseThrow();
        assertThat(items.get(test.<Integer>getAs("item"))).isEqualTo("i" + (HEAVY - 1));
        assertThat(test.<Integer>getList(test.fieldIndex("history")))
                .extracting(items::get)
                .containsExactly("i" + (HEAVY - 4), "i" + (HEAVY - 3), "i" + (HEAVY - 2));
    }
}
