package org.campanile.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowRoutesTest {
    @Test
    void rowsAreOrderedByOwnerAndThenByNumber() {
        TableStep step = new TableStep("items", new RowMapping.Direct(10), 1);
        step.add(new int[] {7, 2, 7, 4, 5}, 0, 5, 0, 0, 0);
        RowRoutes routes = new RowRoutes(new RowShard(0, 2));

        routes.find(step);

        // distinct rows 7, 2, 4, 5 of which rank 0 owns 2 and 4
        assertThat(routes.counts()).containsExactly(2, 2);
        assertThat(routes.offsets()).containsExactly(0, 2, 4);
        assertThat(Arrays.copyOf(routes.places(), 4)).containsExactly(2, 0, 1, 3);
        assertThat(Arrays.copyOf(routes.ofOwner(), 4)).containsExactly(1, 2, 3, 2);
    }

    @Test
    void aSmallerStepForgetsTheOneBefore() {
        RowRoutes routes = new RowRoutes(new RowShard(1, 3));
        TableStep step = new TableStep("items", new RowMapping.Direct(10), 1);
        step.add(new int[] {0, 1, 2, 3}, 0, 4, 0, 0, 0);
        routes.find(step);
        step.clear();

        routes.find(step);

        assertThat(routes.counts()).containsExactly(0, 0, 0);
        assertThat(routes.offsets()).containsExactly(0, 0, 0, 0);
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
