package org.campanile.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
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

    /** All rows are looked up as often, in steps of 64 samples and rounds of 16 steps. */
    private static final TableTraffic EVEN = new TableTraffic(name -> new long[0], 1, WORKERS, 64, 16, Set.of());

    private static List<TablePlan> plan(TableSharding sharding, long room) {
        return new TablePlanner(sharding, WORKERS, room, EVEN).plan(TABLES);
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
                .extracting(TablePlan::name, TablePlan::placement, TablePlan::bytes)
                .containsExactly(
                        tuple("small", "replicated", SMALL),
                        tuple("large", "sharded", LARGE_SHARE),
                        tuple("middle", "replicated", MIDDLE));
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
                        + " largest is large: 10001 x 15, 0.2 MiB), but a worker has 0.1 MiB for"
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

    /*
     * Of two tables of one size, one has ten values that all samples hold. Replicated it exchanges these rows once in 16
     * steps; of the other nearly every row is touched in a round, so that a step's share is the smaller exchange.
     */
    @Test
    void ofTablesOfOneSizeTheOneWithSkewedValuesStaysReplicated() {
        List<TableSettings> tables = List.of(table("skewed", 1_000, 15), table("even", 1_000, 15));
        TableTraffic traffic = new TableTraffic(TablePlannerTest::tenValues, 500, WORKERS, 64, 16, Set.of());

        List<TablePlan> plans = new TablePlanner(TableSharding.AUTO, WORKERS, 2 * MIDDLE - 1, traffic).plan(tables);

        assertThat(plans).extracting(TablePlan::placement).containsExactly("replicated", "sharded");
    }

    @Test
    void rowsThatNoOtherWorkerNeedsAreShardedEvenWhereTheyFit() {
        TableTraffic traffic = new TableTraffic(name -> new long[0], 1, WORKERS, 64, 16, Set.of("middle"));

        List<TablePlan> plans = new TablePlanner(TableSharding.AUTO, WORKERS, Long.MAX_VALUE, traffic).plan(TABLES);

        assertThat(plans).extracting(TablePlan::placement).containsExactly("replicated", "replicated", "sharded");
        assertThat(plans.get(2).traffic()).isZero();
        assertThat(plans.get(2).saved()).isEqualTo(traffic.sharded("middle", 1_000, 15));
    }

    private static long[] tenValues(String table) {
        long[] counts = new long[table.equals("skewed") ? 1_000 : 0];
        Arrays.fill(counts, 0, Math.min(10, counts.length), 500);
        return counts;
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

        TableTraffic traffic = new TableTraffic(name -> new long[0], 1, WORKERS, 64, 16, Set.of());
        List<TablePlan> plans = new TablePlanner(TableSharding.AUTO, WORKERS, 1_000_000, traffic)
                .plan(List.of(hashed, quotients, remainders));

        assertThat(plans)
                .extracting(TablePlan::name, TablePlan::bytes, TablePlan::uncompressedBytes)
                .containsExactly(
                        tuple("hashed", 640_000L, 64_000_000L),
                        tuple("quotients", 64_000L, 0L),
                        tuple("remainders", 64_000L, 64_000_000L));
        // 128,000,000 less 768,000 bytes are 121.3 MiB.
        assertThat(TablePlanPage.lines(plans)).endsWith("Values that share rows save 121.3 MiB of 122.1 MiB.");
    }
}
