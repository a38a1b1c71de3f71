package org.campanile.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableTrafficTest {
    /** Each of two values is in two of four samples. */
    private static TableTraffic traffic(int workers) {
        return new TableTraffic(table -> new long[] {2, 2}, 4, workers, 1, 2, Set.of());
    }

    @Test
    void rowsInUseAreThoseThatSomeSampleHolds() {
        RowUse use = new RowUse(new long[] {4, 1, 0}, 4, 3);

        // always; 1 - (3/4)^2; never
        assertThat(use.distinct(2)).isCloseTo(1 + 7.0 / 16, within(1e-12));
    }

    @Test
    void withoutCountsAllRowsAreAlike() {
        // 4 (1 - (3/4)^2)
        assertThat(new RowUse(new long[0], 9, 4).distinct(2)).isCloseTo(1.75, within(1e-12));
        // of very many rows a sample holds another each time
        assertThat(new RowUse(new long[0], 9, 1 << 30).distinct(1000)).isCloseTo(1000, within(1e-3));
    }

    @Test
    void theExpectationIsThatOfDrawnSamples() {
        // 200 values, the n-th of which 2000 / n of 2000 samples hold
        long[] counts = new long[200];
        Arrays.setAll(counts, i -> 2000 / (i + 1));
        Random random = new Random(8);
        double sum = 0;
        for (int trial = 0; trial < 400; trial++) {
            for (long count : counts) {
                boolean isHeld = false;
                for (int sample = 0; sample < 30; sample++) {
                    isHeld |= random.nextInt(2000) < count;
                }
                sum += isHeld ? 1 : 0;
            }
        }

        // a trial's variance is below 200 / 4: four standard errors of the mean of 400 are below 1.5
        assertThat(new RowUse(counts, 2000, 200).distinct(30)).isCloseTo(sum / 400, within(1.5));
    }

    /* A sample holds either value with probability 1/2: D(1) = 1, D(2) = 3/2, D(4) = 2 (1 - 1/16) = 15/8. */
    @Test
    void shardedTablesExchangeTheRowsOfEveryStep() {
        // half of them with the other worker: 1/2 * 1 * (1 + 2 * 3) numbers of 4 bytes
        assertThat(traffic(2).sharded("item", 2, 3)).isEqualTo(14);
    }

    @Test
    void replicatedTablesExchangeTheRowsOfARound() {
        // in two steps 3/2 row numbers, and 15/8 rows of 4 numbers both ways round the ring of two: (1.5 + 7.5) / 2 * 4
        assertThat(traffic(2).replicated("item", 2, 4)).isEqualTo(18);
    }

    @Test
    void aWorkerAloneSendsNothing() {
        assertThat(traffic(1).sharded("item", 2, 3)).isZero();
        assertThat(traffic(1).replicated("item", 2, 4)).isZero();
    }
}
