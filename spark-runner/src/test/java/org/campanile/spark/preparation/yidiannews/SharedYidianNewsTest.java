package org.campanile.spark.preparation.yidiannews;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.campanile.spark.preparation.PreparationFixture.configuration;
import static org.campanile.spark.preparation.PreparationFixture.spark;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.campanile.spark.preparation.InputCounts;
import org.campanile.spark.preparation.PreparationJob;
import org.campanile.spark.preparation.PreparationReport;
import org.campanile.spark.preparation.RawInteractions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample of the real data set, where a machine has it. */
class SharedYidianNewsTest {
    private static final Path RAW = Path.of(System.getProperty("campanile.shared.data", ""), "yidian-sample");

    @TempDir
    Path folder;

    @Test
    void theSampleHasItsNumbers() {
        assumeTrue(Files.isDirectory(RAW), "there is no " + RAW);

        PreparationReport report = new PreparationJob(
                        spark(),
                        configuration("source: yidian-news", "path: " + RAW, "prepared: " + folder.resolve("prepared")))
                .run();

        assertThat(report.rows().read()).isEqualTo(1000);
        assertThat(report.rows().rejected()).isEmpty();
        assertThat(report.rows().used() + report.rows().duplicates()).isEqualTo(1000);
        InputCounts users = report.inputs().get(1);
        assertThat(users.read()).isEqualTo(1000);
        assertThat(users.used())
                .as("two users, each beside all of its impressions")
                .isEqualTo(2);
        assertThat(report.users()).isEqualTo(2);
        assertThat(report.items()).isEqualTo(979);
    }

    @Test
    void clicksAreTheValuesOfTheRows() {
        assumeTrue(Files.isDirectory(RAW), "there is no " + RAW);

        RawInteractions raw = (RawInteractions)
                new YidianNewsSource().open(spark(), configuration("source: yidian-news", "path: " + RAW));

        assertThat(raw.rows().filter(col(RawInteractions.VALUE).equalTo(1)).count())
                .isEqualTo(110);
        assertThat(raw.rows().filter(col(RawInteractions.VALUE).equalTo(0)).count())
                .isEqualTo(890);
    }
}
