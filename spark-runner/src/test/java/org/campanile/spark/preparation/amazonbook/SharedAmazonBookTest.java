package org.campanile.spark.preparation.amazonbook;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.campanile.spark.preparation.PreparationFixture.configuration;
import static org.campanile.spark.preparation.PreparationFixture.spark;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.campanile.spark.preparation.PreparationJob;
import org.campanile.spark.preparation.PreparationReport;
import org.campanile.spark.preparation.RawInteractions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first rows of the real data set, where a machine has them. */
class SharedAmazonBookTest {
    private static final Path RAW = Path.of(System.getProperty("campanile.shared.data", ""), "amazon-book-sample");

    @TempDir
    Path folder;

    @Test
    void theSampleHasItsNumbers() {
        assumeTrue(Files.isDirectory(RAW), "there is no " + RAW);

        PreparationReport report = new PreparationJob(
                        spark(),
                        configuration("source: amazon-book", "path: " + RAW, "prepared: " + folder.resolve("prepared")))
                .run();

        assertThat(report.rows().read())
                .as("20,000 lines of training; 4,027 items known and 1,764 to be found of held-out users")
                .isEqualTo(20_000 + 4027 + 1764);
        assertThat(report.rows().used()).isEqualTo(report.rows().read());
        assertThat(report.users())
                .as("1,467 of training, and one per line of valid.txt: 498 line ends, and a last line without one")
                .isEqualTo(1467 + 499);
        assertThat(report.items()).isEqualTo(21_311);
    }

    @Test
    void theSplitIsThatOfTheFiles() {
        assumeTrue(Files.isDirectory(RAW), "there is no " + RAW);

        RawInteractions raw = (RawInteractions)
                new AmazonBookSource().open(spark(), configuration("source: amazon-book", "path: " + RAW));

        assertThat(count(raw, "train")).isEqualTo(20_000);
        assertThat(count(raw, "history")).isEqualTo(4027);
        assertThat(count(raw, "validation")).isEqualTo(1764);
    }

    private static long count(RawInteractions raw, String part) {
        return raw.rows().filter(col(RawInteractions.PART).equalTo(part)).count();
    }
}
