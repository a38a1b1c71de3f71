package org.campanile.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.bytedeco.javacpp.Pointer;
import org.campanile.core.CampanileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatMatrixTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 7", "3, 5", "64, 64", "4097, 1", "129, 251"})
    void isZeroAtFirstAndFillsEveryElement(int rows, int columns) {
        try (FloatMatrix matrix = new FloatMatrix(rows, columns)) {
            assertThat(elements(matrix)).containsOnly(0f).hasSize(rows * columns);
            matrix.fill(2.5f);
            assertThat(elements(matrix)).containsOnly(2.5f);
        }
    }

    @Test
    void storesRowsOneAfterTheOther() {
        try (FloatMatrix matrix = new FloatMatrix(2, 3)) {
            matrix.set(1, 0, 4f);
            matrix.set(0, 2, 9f);
            assertThat(elements(matrix)).containsExactly(0, 0, 9, 4, 0, 0);
            assertThat(matrix.pointer().get(3)).isEqualTo(4f);
        }
    }

    @Test
    void rowRangeSharesItsRowsWithTheMatrix() {
        try (FloatMatrix matrix = new FloatMatrix(5, 3)) {
            FloatMatrix rows = matrix.rowRange(1, 3);
            rows.fill(1f);
            rows.rowRange(2, 1).set(0, 1, 7f);
            matrix.set(1, 2, 5f);

            assertThat(elements(matrix)).containsExactly(0, 0, 0, 1, 1, 5, 1, 1, 1, 1, 7, 1, 0, 0, 0);
            assertThat(elements(rows)).containsExactly(1, 1, 5, 1, 1, 1, 1, 7, 1);
            assertThat(rows.pointer().get(7)).isEqualTo(7f);
        }
    }

    @Test
    void rowRangeOutsideTheMatrixIsRefused() {
        try (FloatMatrix matrix = new FloatMatrix(5, 3)) {
            assertThatThrownBy(() -> matrix.rowRange(3, 3))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("rows 3 to 5 are not within a matrix of 5 rows");
            assertThatThrownBy(() -> matrix.rowRange(-1, 2)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> matrix.rowRange(2, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> matrix.rowRange(1, Integer.MAX_VALUE))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void tooLargeOrEmptyMatrixIsRefused() {
        assertThatThrownBy(() -> new FloatMatrix(1 << 16, 1 << 15))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65536 x 32768");
        assertThatThrownBy(() -> new FloatMatrix(0, 3)).hasMessage("rows must be at least 1, but is 0");
    }

    @Test
    void exhaustedMemoryIsToldWithItsRemedy() {
        assumeTrue(
                Pointer.maxBytes() > 0 && Pointer.maxBytes() < 1L << 33, "native memory is limited to less than 8 GiB");
        assertThatThrownBy(() -> new FloatMatrix(1 << 16, (1 << 15) - 1))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith("A matrix of 65536 x 32767 needs 8191 MiB outside the Java heap, where ")
                .hasMessageEndingWith("or start the JVM with a larger -Dorg.bytedeco.javacpp.maxbytes.");
    }

    @Test
    void reshapedViewHasTheSameElementsInOtherRows() {
        try (FloatMatrix matrix = new FloatMatrix(3, 4)) {
            for (int i = 0; i < 12; i++) {
                matrix.buffer().put(i, i);
            }
            FloatMatrix halves = matrix.rowRange(1, 2).reshape(4, 2);
            assertThat(elements(halves)).containsExactly(4, 5, 6, 7, 8, 9, 10, 11);
            halves.set(3, 1, -1f);
            assertThat(matrix.get(2, 3)).isEqualTo(-1f);
            assertThatThrownBy(() -> matrix.reshape(5, 2))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a matrix of 3 x 4 cannot be seen as 5 x 2");
        }
    }

    @Test
    void closingGivesTheMemoryBackOnce() {
        FloatMatrix matrix = new FloatMatrix(1 << 12, 1 << 12);
        long open = Pointer.totalBytes();
        matrix.close();
        long closed = Pointer.totalBytes();
        matrix.close();
        // 2^24 floats of 4 bytes; the collector may meanwhile free what other tests left, never less.
        assertThat(open - closed).isGreaterThanOrEqualTo(1L << 26);
    }

    @Test
    void useAfterCloseIsRefusedInViewsToo() {
        FloatMatrix matrix = new FloatMatrix(4, 2);
        FloatMatrix rows = matrix.rowRange(0, 2);
        rows.close();
        matrix.set(0, 0, 1f);
        matrix.close();

        assertThatThrownBy(() -> matrix.get(0, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the matrix of 4 x 2 is closed");
        assertThatThrownBy(matrix::pointer).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(rows::buffer).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> rows.rowRange(0, 1)).isInstanceOf(IllegalStateException.class);
    }

    private static float[] elements(FloatMatrix matrix) {
        float[] elements = new float[matrix.rows() * matrix.columns()];
        matrix.buffer().get(0, elements);
        return elements;
    }
}
