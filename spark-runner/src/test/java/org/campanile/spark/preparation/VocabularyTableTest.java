package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTableTest {
    /** Sizes around those at which the arrays and the hash table grow. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 129, 5000})
    void findsWhatAMapFinds(int size) {
        SplittableRandom random = new SplittableRandom(size);
        Map<String, Integer> expected = new HashMap<>();
        VocabularyTable table = new VocabularyTable();
        while (expected.size() < size) {
            String value = word(random);
            int index = expected.size() + 1;
            if (expected.putIfAbsent(value, index) == null) {
                table.add(value.getBytes(StandardCharsets.UTF_8), index);
            }
        }

        expected.forEach(
                (value, index) -> assertThat(table.index(value)).as(value).isEqualTo(index));
        for (int trial = 0; trial < 1000; trial++) {
            String value = word(random);
            assertThat(table.index(value)).as(value).isEqualTo(expected.getOrDefault(value, 0));
        }
    }

    @Test
    void valuesWithTheSameHashAreToldApart() {
        VocabularyTable table = new VocabularyTable();
        /* 31 * 65 + 97 = 31 * 66 + 66 */
        table.add("Aa".getBytes(StandardCharsets.UTF_8), 1);
        table.add("BB".getBytes(StandardCharsets.UTF_8), 2);

        assertThat(table.index("Aa")).isEqualTo(1);
        assertThat(table.index("BB")).isEqualTo(2);
        assertThat(table.index("C#")).as("31 * 67 + 35 is the same hash, too").isZero();
    }

    /** Up to ten characters of one to three bytes, often the same. */
    private static String word(SplittableRandom random) {
        StringBuilder word = new StringBuilder();
        for (int length = random.nextInt(1, 11); length > 0; length--) {
            word.append("abc\u00e9\u4e2d".charAt(random.nextInt(5)));
        }
        return word.toString();
    }
}
