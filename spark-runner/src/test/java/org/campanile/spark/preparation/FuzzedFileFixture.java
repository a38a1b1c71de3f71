package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.campanile.core.CampanileException;

/** Preparation of files with broken lines, and of files without lines. */
public final class FuzzedFileFixture {
    private FuzzedFileFixture() {}

    /** Prepares raw data and requires that this many rows are used, duplicates or rejected, and some of them rejected. */
    public static PreparationReport requireAllRows(long rows, Path folder, String... data) {
        PreparationReport report = prepare(folder, data);

        InputCounts counts = report.rows();
        assertThat(counts.read()).isEqualTo(rows);
        assertThat(counts.used() + counts.duplicates() + counts.rejectedRows()).isEqualTo(rows);
        assertThat(counts.used()).isPositive();
        assertThat(counts.rejectedRows()).isPositive();
        long samples =
                report.splits().values().stream().mapToLong(Long::longValue).sum();
        assertThat(samples).as("rows in the shards").isEqualTo(counts.used());
        return report;
    }

    /** Requires that raw data without rows end in the message that says so. */
    public static void requireNothingToUse(Path folder, String... data) {
        assertThatThrownBy(() -> prepare(folder, data))
                .isInstanceOf(CampanileException.class)
                .hasMessage("There are no interactions to use: data.path has none, or none that can be read.");
    }

    private static PreparationReport prepare(Path folder, String... data) {
        List<String> lines = new ArrayList<>(List.of(data));
        lines.add("max-rejected-fraction: 1");
        lines.add("shards: 1");
        lines.add("prepared: " + folder);
        return new PreparationJob(
                        PreparationFixture.spark(), PreparationFixture.configuration(lines.toArray(String[]::new)))
                .run();
    }
}
