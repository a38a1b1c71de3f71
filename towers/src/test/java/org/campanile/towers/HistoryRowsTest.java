package org.campanile.towers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.campanile.core.batch.JaggedIds;
import org.junit.jupiter.api.Test;

class HistoryRowsTest {
    @Test
    void newestKnownItemsTakePartWithTheirPlaces() {
        HistoryRows rows = new HistoryRows(3);

        rows.add(ids(4, 0, 9, 7), 0);
        rows.add(ids(5), 0);
        rows.add(ids(), 0);
        rows.add(ids(1, 2, 3, 4), 0);

        assertThat(rowOf(rows.items(), 0)).containsExactly(9, 7);
        assertThat(rowOf(rows.places(), 0)).containsExactly(1, 0);
        assertThat(rowOf(rows.items(), 1)).containsExactly(5);
        assertThat(rows.length(2)).isZero();
        assertThat(rowOf(rows.items(), 3)).containsExactly(2, 3, 4);
        assertThat(rowOf(rows.places(), 3)).containsExactly(2, 1, 0);
    }

    @Test
    void dropoutLeavesTheNewestAndTheShareOfTheOthers() {
        int[] items = new int[50];
        Arrays.setAll(items, i -> i + 1);
        JaggedIds histories = ids(items);
        HistoryRows rows = new HistoryRows(50);
        for (int sample = 0; sample < 400; sample++) {
            rows.add(histories, 0, 0.3, sample);
        }

        // 1 + 49 x 0.7 = 35.3 on average; the mean of 400 has a deviation of sqrt(49 x 0.21 / 400) = 0.16.
        assertThat(rows.items().count() / 400.0).isCloseTo(35.3, within(0.8));
        for (int sample = 0; sample < 400; sample++) {
            int[] kept = rowOf(rows.items(), sample);
            assertThat(kept[kept.length - 1]).isEqualTo(50);
        }
        assertThat(rowOf(rows.items(), 0)).isNotEqualTo(rowOf(rows.items(), 1));
    }

    private static JaggedIds ids(int... values) {
        JaggedIds ids = new JaggedIds();
        ids.addRow(values, 0, values.length);
        return ids;
    }

    private static int[] rowOf(JaggedIds ids, int row) {
        return Arrays.copyOfRange(ids.values(), ids.start(row), ids.start(row + 1));
    }
}
