package org.campanile.examples.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScaleModelTest {
    private static final int OWN_CORES = 1000;

    /* Rounds of 2 steps; 2 networks; 3 tables of 1,000,000 rows of 4 numbers and 1 of state. */
    private static final TrainedModel MODEL = new TrainedModel(10, 2, 2, 1000, 2000, 3, 1_000_000, 4, 1);
    private static final OneWorker ALONE = new OneWorker(0.010, 0.001);
    private static final LinkCosts LINK = new LinkCosts(1e-4, 1e-5, 1e6);

    private static StepTime step(Placement placement, int workers, int cores) {
        return new ScaleModel(MODEL, ALONE, LINK, cores).step(placement, workers);
    }

    @Test
    void aWorkerAloneExchangesNothingAndWaitsForNobody() {
        for (Placement placement : Placement.values()) {
            StepTime step = step(placement, 1, OWN_CORES);

            assertThat(step).isEqualTo(new StepTime(0.010, 0, 0, 0, 0));
        }
    }

    /*
     * 4 workers. Gatherings: 2 + 3; all-reduces: 1 + 2 * 2 + 3 = 8, each twice around: 3 * (5 + 16) * 1e-4 / 2 = 3.15e-3.
     * Bytes, where of a million rows nearly all that are drawn differ: told 3 * 20, summed 2 * 3/4 * 80 * 5 = 600: 660 * 4 / 2
     * = 1,320 a table and step; dense 2 * 3/4 * 4 * 3000 / 2 = 9,000. Waiting: 0.001 * sqrt(2 ln 4 / 2) = 1.177e-3.
     */
    @Test
    void replicatedTablesExchangeARoundsRows() {
        StepTime step = step(Placement.REPLICATED, 4, OWN_CORES);

        assertThat(step.messages()).isCloseTo(3.15e-3, within(1e-9));
        assertThat(step.bytes()).isCloseTo(3 * 1320 + 9000, within(2.0));
        assertThat(step.transfer()).isCloseTo(step.bytes() / 1e6, within(1e-12));
        assertThat(step.waiting()).isCloseTo(1.1774e-3, within(1e-7));
        assertThat(step.seconds()).isCloseTo(0.010 + 3.15e-3 + step.transfer() + 1.1774e-3, within(1e-7));
    }

    /*
     * 4 workers. A round: 3 * (2 + 2 * (1 + 2 * 2)) * 1e-4 / 2 = 1.8e-3; a step: 2 * (1e-4 + 2 * 1e-5) that it waits for and
     * 2 * 3 * 1e-5 of work for what travels ahead, 0.3e-3, however many tables. Bytes: 3/4 * 10 * (1 + 2 * 4) * 4 = 270 a table, and 9,000. Waiting in every step: 0.001 * sqrt(2 ln 4) = 1.665e-3.
     */
    @Test
    void shardedTablesExchangeInEveryStep() {
        StepTime step = step(Placement.SHARDED, 4, OWN_CORES);

        assertThat(step.messages()).isCloseTo(1.8e-3 + 0.3e-3, within(1e-9));
        assertThat(step.bytes()).isCloseTo(3 * 270 + 9000, within(2.0));
        assertThat(step.waiting()).isCloseTo(1.6651e-3, within(1e-7));
    }

    @Test
    void workersThatShareACoreTakeTurns() {
        StepTime own = step(Placement.SHARDED, 4, 4);
        StepTime shared = step(Placement.SHARDED, 4, 2);

        assertThat(shared.compute()).isEqualTo(2 * own.compute());
        assertThat(shared.messages()).isEqualTo(2 * own.messages());
        assertThat(shared.transfer()).isEqualTo(2 * own.transfer());
        assertThat(shared.bytes()).isEqualTo(own.bytes());
    }

    @Test
    void shardsOfATableAreHeldOnce() {
        ScaleModel scale = new ScaleModel(MODEL, ALONE, LINK, OWN_CORES);

        assertThat(scale.tableBytes(Placement.REPLICATED, 8)).isEqualTo(3L * 1_000_000 * 5 * 4);
        assertThat(scale.tableBytes(Placement.SHARDED, 8)).isEqualTo(3L * 1_000_000 * 5 * 4 / 8);
    }
}
