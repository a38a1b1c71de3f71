package org.campanile.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowMappingTest {
    @Test
    void everyIdOfADirectMappingIsItsRow() {
        RowMapping direct = new RowMapping.Direct(7);
        assertThat(IntStream.range(0, 7).map(direct::row)).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(direct.rows()).isEqualTo(7);
    }

    @Test
    void theUnknownHasARowAloneAndFrequentIdsShareWithRarerOnesOnly() {
        RowMapping hashed = new RowMapping.Hashed(12, 4);
        assertThat(IntStream.range(0, 12).map(hashed::row)).containsExactly(0, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "10, 3", "12, 4", "1000, 32", "1000, 7", "1000, 999", "5, 8"})
    void noTwoIdsHaveTheSameQuotientAndRemainder(int ids, int divisor) {
        RowMapping quotients = new RowMapping.Quotient(ids, divisor);
        RowMapping remainders = new RowMapping.Remainder(ids, divisor);
        Set<Long> pairs = new HashSet<>();
        for (int id = 0; id < ids; id++) {
            assertThat(quotients.row(id)).isBetween(0, quotients.rows() - 1);
            assertThat(remainders.row(id)).isBetween(0, remainders.rows() - 1);
            pairs.add((long) quotients.row(id) * ids + remainders.row(id));
        }
        assertThat(pairs).hasSize(ids);
    }

    @Test
    void aHashedTableHasFewerRowsThanIdsAndOneMoreThanTheUnknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RowMapping.Hashed(10, 10))
                .withMessage("rows must be in [2, 10), the number of ids, but are 10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RowMapping.Hashed(10, 1))
                .withMessage("rows must be in [2, 10), the number of ids, but are 1");
    }
}
