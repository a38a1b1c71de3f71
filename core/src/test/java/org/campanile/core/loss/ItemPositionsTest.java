package org.campanile.core.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemPositionsTest {
    @ParameterizedTest
    @CsvSource({"1, 0, 1", "7, 0, 3", "64, 5, 100", "257, 31, 1000000", "1000, 0, 50", "3, 900, 2"})
    void findsEveryPlaceOfAnItemFromTheLastToTheFirst(int count, int from, int bound) {
        ItemPositions positions = new ItemPositions();
        Random random = new Random(count);
        // A larger list first: what it left behind must not be found.
        positions.index(random.ints(2_000, 0, 2_000).toArray(), 0, 2_000);
        int[] items = random.ints(from + count, 0, bound).toArray();
        positions.index(items, from, count);

        for (int item :
                IntStream.concat(IntStream.of(items), IntStream.of(bound)).toArray()) {
            List<Integer> found = new ArrayList<>();
            for (int place = positions.last(item); place != ItemPositions.NONE; place = positions.before(place)) {
                found.add(place);
            }
            List<Integer> expected = IntStream.iterate(from + count - 1, place -> place >= from, place -> place - 1)
                    .filter(place -> items[place] == item)
                    .boxed()
                    .toList();
            assertThat(found).isEqualTo(expected);
        }
    }
}
