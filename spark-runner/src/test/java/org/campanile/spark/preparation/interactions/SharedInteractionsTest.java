package org.campanile.spark.preparation.interactions;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real data sets, where a machine has them; the numbers are those that their publishers state. */
class SharedInteractionsTest {
    private static final Path SHARED = Path.of(System.getProperty("campanile.shared.data", ""));

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "amazon-toys, 19412, 11924, 167597",
        "lastfm, 1090, 3646, 52551",
        "amazon-electronics, 1435, 1522, 35931" /* 31,887 + 4,044 */
    })
    void dataSetsHaveTheirNumbers(String name, int users, int items, int rows) {
        Path raw = SHARED.resolve(name);
        assumeTrue(Files.isDirectory(raw), "there is no " + raw);

        PreparationReport report = new PreparationJob(
                        spark(),
                        configuration(
                                "source: interactions", "path: " + raw, "prepared: " + folder.resolve("prepared")))
                .run();

        assertThat(report.rows().read()).isEqualTo(rows);
        assertThat(report.rows().used()).isEqualTo(rows);
        assertThat(report.users()).isEqualTo(users);
        assertThat(report.items()).isEqualTo(items);
    }

    @Test
    void electronicsHaveTheirSplit() {
        Path raw = SHARED.resolve("amazon-electronics");
        assumeTrue(Files.isDirectory(raw), "there is no " + raw);

        RawInteractions interactions = (RawInteractions)
                new InteractionsSource().open(spark(), configuration("source: interactions", "path: " + raw));

        assertThat(count(interactions, "train")).isEqualTo(31_887);
        assertThat(count(interactions, "test")).isEqualTo(4044);
    }

    private static long count(RawInteractions raw, String part) {
        return raw.rows().filter(col(RawInteractions.PART).equalTo(part)).count();
    }
}
