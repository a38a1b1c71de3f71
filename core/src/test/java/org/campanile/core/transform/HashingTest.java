package org.campanile.core.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HashingTest {
    @Test
    void indicesNeverChange() {
        /* Computed by an independent implementation of FNV-1a and the finalizer of MurmurHash3. */
        Hashing hashing = new Hashing("v", 1000);

        assertThat(hashing.index("a")).isEqualTo(636);
        assertThat(hashing.index("68fd1e64")).isEqualTo(118);
        assertThat(hashing.index("Zürich")).isEqualTo(542);
    }

    @Test
    void missingValuesHaveIndexZero() {
        assertThat(new Hashing("v", 2).index(null)).isZero();
        assertThat(new Hashing("v", 2).index("")).isZero();
        assertThat(new Hashing("v", 2).index("a")).isEqualTo(1);
    }

    @Test
    void textsSpreadEvenly() {
        int indices = 101;
        int[] counts = new int[indices];
        for (int number = 0; number < 10_000; number++) {
            counts[new Hashing("v", indices).index("item " + number)]++;
        }
        /* Chi-square with 99 degrees of freedom: mean 99, deviation sqrt(198) = 14.1; below 99 + 4 * 14.1. */
        double chiSquare = 0;
        for (int index = 1; index < indices; index++) {
            chiSquare += (counts[index] - 100.0) * (counts[index] - 100.0) / 100;
        }
        assertThat(counts[0]).isZero();
        assertThat(chiSquare).isLessThan(155);
    }

    @Test
    void oneIndexIsTooFew() {
        assertThatThrownBy(() -> new Hashing("v", 1))
                .hasMessage("size of hashed vocabulary v must be at least 2, but is 1");
    }
}
