package org.campanile.core.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistinctItemsTest {
    @Test
    void countsWhatComesMoreThanOnce() {
        DistinctItems items = of(7, 3, 7, 7, 5);

        assertThat(items.count()).isEqualTo(3);
        assertThat(Arrays.copyOf(items.items(), 3)).containsExactly(7, 3, 5);
        assertThat(Arrays.copyOf(items.times(), 3)).containsExactly(3, 1, 1);
        assertThat(items.place(5)).isEqualTo(2);
        assertThat(items.place(4)).isEqualTo(DistinctItems.NONE);
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "64, 100", "257, 1000000", "1000, 50"})
    void agreesWithTheDefinition(int count, int bound) {
        int[] list = new Random(count).ints(count, 0, bound).toArray();
        DistinctItems items = of(list);

        int[] distinct = IntStream.of(list).distinct().toArray();
        assertThat(items.count()).isEqualTo(distinct.length);
        for (int place = 0; place < distinct.length; place++) {
            int item = distinct[place];
            assertThat(items.place(item)).isEqualTo(place);
            assertThat(items.times()[place]).isEqualTo((int)
                    IntStream.of(list).filter(other -> other == item).count());
        }
    }

    @Test
    void aNewListForgetsTheLast() {
        DistinctItems items = of(7, 3, 7);
        items.begin(2);

        assertThat(items.place(7)).isEqualTo(DistinctItems.NONE);
        assertThat(items.add(3)).isZero();
        assertThat(items.times()[0]).isEqualTo(1);
    }

    @Test
    void beforeTheFirstListThereIsNothing() {
        assertThat(new DistinctItems().place(0)).isEqualTo(DistinctItems.NONE);
    }

    private static DistinctItems of(int... list) {
        DistinctItems items = new DistinctItems();
        items.begin(list.length);
        IntStream.of(list).forEach(items::add);
        return items;
    }
}
