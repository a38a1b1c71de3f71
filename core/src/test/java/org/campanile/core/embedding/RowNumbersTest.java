package org.campanile.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowNumbersTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 1000, Integer.MAX_VALUE})
    void numbersRowsInTheOrderOfTheirFirstAppearance(int rows) {
        Random random = new Random(rows);
        RowNumbers numbers = new RowNumbers();
        for (int step = 0; step < 5; step++) {
            Map<Integer, Integer> expected = new HashMap<>();
            for (int i = 0; i < 3000; i++) {
                int row = random.nextInt(rows);
                int number = expected.computeIfAbsent(row, absent -> expected.size());
                assertThat(numbers.numberOf(row)).isEqualTo(number);
                assertThat(numbers.row(number)).isEqualTo(row);
            }
            for (int i = 0; i < 3000; i++) {
                int row = random.nextInt(rows);
                assertThat(numbers.find(row)).isEqualTo(expected.getOrDefault(row, -1));
            }
            assertThat(numbers.count()).isEqualTo(expected.size());
            numbers.clear();
            assertThat(numbers.count()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1 << 7, 1 << 20})
    void evenlySpacedRowsKeepTheirNumbers(int spacing) {
        RowNumbers numbers = new RowNumbers();
        for (int i = 0; i < 2000; i++) {
            assertThat(numbers.numberOf(i * spacing)).isEqualTo(i);
        }
        for (int i = 0; i < 2000; i++) {
            assertThat(numbers.numberOf(i * spacing)).isEqualTo(i);
        }
    }

    @Test
    void stampsThatReachTheirEndBeginAnew() {
        RowNumbers numbers = new RowNumbers(Integer.MAX_VALUE - 150);
        for (int step = 0; step < 4; step++) {
            for (int i = 0; i < 60; i++) {
                assertThat(numbers.numberOf(7 * i + step)).isEqualTo(i);
            }
            for (int i = 0; i < 60; i++) {
                assertThat(numbers.numberOf(7 * i + step)).isEqualTo(i);
            }
            numbers.clear();
        }
    }
}
