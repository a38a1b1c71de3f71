package org.campanile.core.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.campanile.core.shard.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void appendedRowsAreThoseOfTheirSources(int seed) {
        Random random = new Random(seed);
        Batch[] sources = {
            Rows.random(Rows.ALL_KINDS, 20, seed),
            Rows.random(Rows.ALL_KINDS, 1, -seed),
            Rows.random(Rows.ALL_KINDS, 7, 99)
        };
        Batch target = new Batch(Rows.ALL_KINDS, 400);
        List<String> expected = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            Batch source = sources[random.nextInt(3)];
            int from = random.nextInt(source.size());
            int count = random.nextInt(source.size() - from + 1);
            target.append(source, from, count);
            expected.addAll(Rows.texts(source).subList(from, from + count));
        }

        assertThat(Rows.texts(target)).isEqualTo(expected);
    }

    @Test
    void appendingKeepsPositions() {
        Batch source = Rows.random(Rows.ALL_KINDS, 3, 1);
        Arrays.setAll(source.positions(), row -> 100 + row);
        Batch target = new Batch(Rows.ALL_KINDS, 3);

        target.append(source, 1, 2);

        assertThat(target.positions()).containsExactly(101, 102, 0);
    }

    @Test
    void aClearedBatchTakesNewRows() {
        Batch batch = Rows.random(Rows.ALL_KINDS, 5, 1);
        Batch other = Rows.random(Rows.ALL_KINDS, 5, 2);

        batch.clear();
        assertThat(batch.size()).isZero();
        batch.append(other, 0, 5);

        assertThat(Rows.texts(batch)).isEqualTo(Rows.texts(other));
    }

    @Test
    void rowsThatDoNotFitOrDoNotExistAreRefused() {
        Batch source = Rows.random(Rows.ALL_KINDS, 5, 1);
        Batch target = new Batch(Rows.ALL_KINDS, 4);

        assertThatThrownBy(() -> target.append(source, 0, 5)).hasMessage("0 rows and 5 more exceed the capacity 4");
        assertThatThrownBy(() -> target.append(source, 3, 3)).hasMessage("rows [3, 6) are not in [0, 5)");
        assertThatThrownBy(() -> new Batch(ColumnSet.of(List.of()), 4).append(source, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("batches have different columns");
    }

    @Test
    void jaggedIdsLieEndToEnd() {
        JaggedIds ids = new JaggedIds();
        ids.addRow(new int[] {9, 7, 2}, 1, 2);
        ids.addRow(new int[0], 0, 0);
        ids.addRow(new int[] {5}, 0, 1);

        assertThat(ids.rows()).isEqualTo(3);
        assertThat(ids.count()).isEqualTo(3);
        assertThat(Arrays.copyOf(ids.values(), 3)).containsExactly(7, 2, 5);
        assertThat(new int[] {ids.start(0), ids.start(1), ids.start(2), ids.start(3)})
                .containsExactly(0, 2, 2, 3);
    }
}
