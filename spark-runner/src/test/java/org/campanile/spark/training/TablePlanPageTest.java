package org.campanile.spark.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TablePlanPageTest {
    @Test
    void aLinePerTableSaysWhatEachWorkerHoldsAndSends() {
        List<TablePlan> plans = List.of(
                new TablePlan("user", 10_000, 64, "replicated", 2_600_000, 2_600_000, 2048, 0),
                new TablePlan("item", 8_000_000, 64, "sharded", 520_000_000, 520_000_000, 512, 0));

        assertThat(TablePlanPage.lines(plans))
                .containsExactly(
                        "embedding table                  rows x dim  placement   per worker sent a step",
                        "item                         8,000,000 x 64  sharded      495.9 MiB     0.5 KiB",
                        "user                            10,000 x 64  replicated     2.5 MiB     2.0 KiB",
                        "together                                                  498.4 MiB     2.5 KiB");
    }

    @Test
    void ofManyTablesTheLargestAreShown() {
        List<TablePlan> plans = IntStream.range(0, 30)
                .mapToObj(
                        i -> new TablePlan("a-feature-of-a-long-name-" + i, i, 8, "replicated", 32L * i, 32L * i, 0, 0))
                .toList();

        List<String> lines = TablePlanPage.lines(plans);

        // a head, twenty tables, the ten others, and the sum
        assertThat(lines).hasSize(23).allSatisfy(line -> assertThat(line).hasSize(79));
        assertThat(lines.get(1)).startsWith("a-feature-of-a-long...").contains(" 29 x 8 ");
        assertThat(lines.get(21)).startsWith("10 smaller ones");
    }

    @Test
    void whatDividingSamplesByUserSavesIsSaid() {
        TablePlan users = new TablePlan("user", 10_000, 64, "sharded", 1_300_000, 1_300_000, 0, 3072);

        assertThat(TablePlanPage.lines(List.of(users)))
                .endsWith("Samples are divided by user, which saves 3.0 KiB a step.");
    }

    @Test
    void aModelWithoutTablesHasNoPlan() {
        assertThat(TablePlanPage.lines(List.of())).isEmpty();
    }
}
