package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campanile.spark.preparation.PreparationFixture.configuration;
import static org.campanile.spark.preparation.PreparationFixture.spark;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Selection and splits of the real MovieLens latest-small, where a machine has it. */
class SharedSelectionTest {
    @TempDir
    Path folder;

    /**
     * Counted by a few lines of Python over ratings.csv: rows from second 852,076,800 on, of these rated 4 or more, of
     * these the core by taking away users and movies in turns until nothing changes, of these the rows from the moment on
     * at which a tenth, and a fifth, of them are left.
     */
    @Test
    void numbersAreThoseOfAnIndependentCount() {
        Path raw = Path.of(System.getProperty("campanile.shared.data", ""), "ml-latest-small");
        assumeTrue(Files.isDirectory(raw), "there is no " + raw);

        PreparationReport report = new PreparationJob(
                        spark(),
                        configuration(
                                "source: movielens",
                                "path: " + raw,
                                "prepared: " + folder.resolve("prepared"),
                                "select: {from: 1997-01-01, user-core: 10, item-core: 5}",
                                "positives: {at-least: 4}",
                                "split: {method: by-time, validation: 0.1, test: 0.1}"))
                .run();

        assertThat(report.rows())
                .isEqualTo(new InputCounts(
                        "interactions",
                        100_836,
                        38_115,
                        0,
                        Map.of(),
                        Map.of("outside-time-window", 6040L, "below-threshold", 49_082L, "outside-core", 7599L)));
        assertThat(report.users()).isEqualTo(479);
        assertThat(report.items()).isEqualTo(1891);
        assertThat(report.splits()).isEqualTo(Map.of("train", 30_492L, "validation", 3812L, "test", 3811L));
        assertThat(report.leakage().values()).containsOnly(0L);
    }
}
