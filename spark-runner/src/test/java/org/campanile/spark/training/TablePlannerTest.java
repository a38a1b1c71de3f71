package org.campanile.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.SparseOptimizerType;
import org.campanile.core.config.TableSharding;
import org.campanile.core.embedding.RowMapping;
import org.campanile.core.embedding.TableCompression;
import org.campanile.core.embedding.TableSettings;
import org.junit.jupiter.api.Test;

class TablePlannerTest {
    private static final int WORKERS = 4;

    /* Row-wise Adagrad keeps one number beside the weights of a row: 16 numbers of 4 bytes. */
    private static final List<TableSettings> TABLES =
            List.of(table("small", 100, 15), table("large", 10_001, 15), table("middle", 1_000, 15));

    private static final long SMALL = 100 * 64;
    private static final long LARGE = 10_001 * 64;
    private static final long MIDDLE = 1_000 * 64;

    /** A worker's share of 10,001 rows over 4: 2,501. */
    private static final long LARGE_SHARE = 2_501 * 64;

    private static TableSettings table(String name, int rows, int dim) {
        return new TableSettings(
                name, rows, dim, 1, 0.1f, new SparseOptimizerConfiguration(SparseOptimizerType.ROW_WISE_ADAGRAD, 0.1));
    }

    private static List<TablePlan> plan(TableSharding sharding, long room) {
        return new TablePlanner(sharding, WORKERS, room).plan(TABLES);
    }

    @Test
    void whatFitsIsReplicated() {
        assertThat(plan(TableSharding.AUTO, SMALL + LARGE + MIDDLE))
                .extracting(TablePlan::placement)
                .containsOnly("replicated");
    }

    @Test
    void theLargestIsShardedFirst() {
        List<TablePlan> plans = plan(TableSharding.AUTO, SMALL + LARGE + MIDDLE - 1);

        assertThat(plans)
                .containsExactly(
                        new TablePlan("small", 100, 15, "replicated", SMALL, SMALL),
                        new TablePlan("large", 10_001, 15, "sharded", LARGE_SHARE, LARGE_SHARE),
                        new TablePlan("middle", 1_000, 15, "replicated", MIDDLE, MIDDLE));
    }

    @Test
    void asManyAreShardedAsMustBe() {
        assertThat(plan(TableSharding.AUTO, SMALL + LARGE_SHARE + MIDDLE / 4))
                .extracting(TablePlan::placement)
                .containsExactly("replicated", "sharded", "sharded");
    }

    @Test
    void whatDoesNotFitAtAllIsRefused() {
        assertThatThrownBy(() -> plan(TableSharding.AUTO, 100_000))
                .isInstanceOf(CampanileException.class)
                // 25 and 250 rows of the smaller ones, 2,501 of the large one, 64 bytes each
                .hasMessageStartingWith("The embedding tables take 0.2 MiB on each worker even when sharded over 4 (the"
                        + " largest is large: 10001 x 15, sharded, 0.2 MiB on each worker), but a worker has 0.1 MiB for"
                        + " them: use more workers,");
        assertThatThrownBy(() -> plan(TableSharding.SHARDED, 100_000)).isInstanceOf(CampanileException.class);
    }

    @Test
    void nothingIsAskedWhenTablesAreToBeReplicated() {
        assertThat(plan(TableSharding.REPLICATED, 0))
                .extracting(TablePlan::placement)
                .containsOnly("replicated");
    }

    @Test
    void allAreShardedOnRequest() {
        assertThat(plan(TableSharding.SHARDED, LARGE))
                .extracting(TablePlan::bytes)
                .containsExactly(SMALL / 4, LARGE_SHARE, MIDDLE / 4);
    }

    @Test
    void thePlanSaysWhatAWorkerHolds() {
        assertThat(TablePlanner.text(plan(TableSharding.AUTO, SMALL + LARGE_SHARE + MIDDLE)))
                .isEqualTo("small: 100 x 15, replicated, 0.0 MiB on each worker; large: 10001 x 15, sharded, 0.2 MiB on"
                        + " each worker; middle: 1000 x 15, replicated, 0.1 MiB on each worker; together 0.2 MiB on each"
                        + " worker");
    }

    @Test
    void thePlanSaysWhatCompressionSaves() {
        // 64 bytes a row: of 1,000,000 ids in 10,000 rows; and of as many by quotients and remainders of 1,000.
        TableSettings hashed =
                table("hashed", 10_000, 15).with(new TableCompression(new RowMapping.Hashed(1_000_000, 10_000), 0, 15));
        TableSettings quotients = table("quotients", 1_000, 15)
                .with(new TableCompression(new RowMapping.Quotient(1_000_000, 1_000), 1, 0));
        TableSettings remainders = table("remainders", 1_000, 15)
                .with(new TableCompression(new RowMapping.Remainder(1_000_000, 1_000), 0, 15));

        List<TablePlan> plans =
                new TablePlanner(TableSharding.AUTO, WORKERS, 1_000_000).plan(List.of(hashed, quotients, remainders));

        assertThat(plans)
                .containsExactly(
                        new TablePlan("hashed", 10_000, 15, "replicated", 640_000, 64_000_000),
                        new TablePlan("quotients", 1_000, 15, "replicated", 64_000, 0),
                        new TablePlan("remainders", 1_000, 15, "replicated", 64_000, 64_000_000));
        assertThat(TablePlanner.text(plans))
                .isEqualTo(
                        "hashed: 10000 x 15, replicated, 0.6 MiB in place of 61.0 MiB on each worker; quotients: 1000 x"
                                + " 15, replicated, 0.1 MiB on each worker; remainders: 1000 x 15, replicated, 0.1 MiB in place of"
                                + " 61.0 MiB on each worker; together 0.7 MiB in place of 122.1 MiB on each worker");
    }
}
