package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
                    new InputCounts("interactions", 1_234_567, 1_234_560, 4, Map.of("empty-user", 3L)),
                    new InputCounts("items", 9742, 9742, 0, Map.of())),
            610,
            9724,
            0.017,
            Map.of("train", 1_233_340L, "validation", 610L, "test", 610L),
            Map.of("user", 611, "item", 9725),
            Map.of("target-in-history", 0L),
            Map.of("zip", 0.0625),
            Map.of("test/auc", 0.812345),
            12.34);

    @TempDir
    Path folder;

    @Test
    void linesFitATerminal() {
        assertThat(REPORT.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(REPORT.lines())
                .containsExactly(
                        "data set        movielens, prepared in 12.3 s",
                        "folder          ...d/on/through/many/folders/until/it/ends/in/prepared/movielens",
                        "content hash    0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                        "interactions    1,234,567 read, 1,234,560 used, 4 duplicates, 3 rejected",
                        "                rejected: empty-user 3",
                        "items           9,742 read, 9,742 used, 0 duplicates, 0 rejected",
                        "users, items    610, 9,724",
                        "density         1.700 %",
                        "train           1,233,340",
                        "validation      610",
                        "test            610",
                        "leakage         target-in-history 0",
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
        assertThatThrownBy(() -> new InputCounts("items", 10, 7, 1, Map.of("empty-item", 1L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("items: 10 rows read are not 7 used, 1 duplicates and 1 rejected");
    }
}
