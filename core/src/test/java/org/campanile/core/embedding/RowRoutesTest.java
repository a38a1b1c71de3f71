package org.campanile.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.campanile.core.CampanileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowRoutesTest {
    @Test
    void rowsAreOrderedByOwnerThenByTableAndThenByNumber() {
        TableStep items = step(10, 7, 2, 7, 4, 5);
        TableStep users = step(10, 3, 0, 9);
        RowRoutes routes = new RowRoutes(new RowShard(0, 2), new int[] {3, 5});

        routes.find(new TableStep[] {items, users});

        // rank 0 owns 2 and 4 of 7, 2, 4, 5, and 0 of 3, 0, 9; a row of items takes 3 numbers, one of users 5
        assertThat(routes.parts().counts()).containsExactly(2, 1, 2, 2);
        assertThat(routes.parts().rowOffsets()).containsExactly(0, 3, 7);
        assertThat(routes.parts().numberOffsets()).containsExactly(0, 11, 27);
        assertThat(Arrays.copyOf(routes.ofOwner(), 7)).containsExactly(1, 2, 0, 3, 2, 1, 4);
        assertThat(Arrays.copyOf(routes.places(0), 4)).containsExactly(11, 0, 3, 14);
        assertThat(Arrays.copyOf(routes.places(1), 3)).containsExactly(17, 6, 22);
    }

    private static TableStep step(int rows, int... ids) {
        TableStep step = new TableStep("items", new RowMapping.Direct(rows), 1);
        step.add(ids, 0, ids.length, 0, 0, 0);
        return step;
    }

    @Test
    void aSmallerStepForgetsTheOneBefore() {
        RowRoutes routes = new RowRoutes(new RowShard(1, 3), new int[] {4});
        TableStep step = step(10, 0, 1, 2, 3);
        routes.find(new TableStep[] {step});
        step.clear();

        routes.find(new TableStep[] {step});

        assertThat(routes.parts().counts()).containsExactly(0, 0, 0);
        assertThat(routes.parts().numberOffsets()).containsExactly(0, 0, 0, 0);
    }

    /* 2^26 - 1 rows of 4 numbers and one of 8 are 2^28 + 4 numbers; 2^26 rows of 64 would be 2^32. */
    @Test
    void moreThanAnArrayHoldsIsRefused() {
        ExchangeParts parts = new ExchangeParts(1, new int[] {4, 8});
        parts.counts()[0] = 1 << 26;
        parts.place();
        assertThat(parts.numbers()).isEqualTo(1 << 28);

        parts.counts()[0]--;
        parts.counts()[1] = 1;
        assertThatExceptionOfType(CampanileException.class)
                .isThrownBy(parts::place)
                .withMessage(
                        "A step has 268435460 or more numbers of sharded tables to exchange with the other workers,"
                                + " but at most 268435456 fit: choose a smaller training.batch-size.");

        ExchangeParts wide = new ExchangeParts(1, new int[] {64});
        wide.counts()[0] = 1 << 26;
        assertThatExceptionOfType(CampanileException.class)
                .isThrownBy(wide::place)
                .withMessageContaining("4294967296");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void everyRowHasOneOwnerThatCountsItOnce(int size) {
        for (int rows : new int[] {1, 2, 6, 7, 100}) {
            int all = 0;
            for (int rank = 0; rank < size; rank++) {
                RowShard shard = new RowShard(rank, size);
                int[] owned = IntStream.range(0, rows).filter(shard::owns).toArray();
                assertThat(shard.rowsBelow(rows)).isEqualTo(owned.length);
                for (int place = 0; place < owned.length; place++) {
                    assertThat(shard.row(place)).isEqualTo(owned[place]);
                    assertThat(shard.place(owned[place])).isEqualTo(place);
                }
                all += owned.length;
            }
            assertThat(all).isEqualTo(rows);
        }
    }

    @Test
    void theLargestTableHasNoOverflow() {
        assertThat(new RowShard(0, 4096).rowsBelow(Integer.MAX_VALUE)).isEqualTo(1 << 19);
    }
}
