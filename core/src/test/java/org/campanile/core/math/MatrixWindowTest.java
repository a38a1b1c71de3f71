package org.campanile.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MatrixWindowTest {
    @Test
    void aProductOfWindowsReadsAndWritesOnlyWhatTheyShow() {
        try (FloatMatrix a = counting(3, 2);
                FloatMatrix b = counting(1, 7);
                FloatMatrix c = new FloatMatrix(4, 2)) {
            c.fill(-1f);
            // Rows 1 and 2 of A are [2, 3] and [4, 5]; elements 3 to 6 of B, as [2, 2], are [3, 4] and [5, 6].
            MatrixProducts.multiply(
                    new MatrixWindow().rows(a, 1, 2),
                    Transpose.NO,
                    new MatrixWindow().show(b, 3, 2, 2),
                    Transpose.NO,
                    1f,
                    0f,
                    new MatrixWindow().rows(c, 2, 2));
            // [2*3 + 3*5, 2*4 + 3*6] and [4*3 + 5*5, 4*4 + 5*6]
            float[] all = new float[8];
            c.read(0, 0, all, 0, 8);
            assertThat(all).containsExactly(-1f, -1f, -1f, -1f, 21f, 26f, 37f, 46f);
        }
    }

    @Test
    void movingAWindowForgetsWhereItWas() {
        try (FloatMatrix a = counting(3, 2);
                FloatMatrix ones = counting(1, 2);
                FloatMatrix sum = new FloatMatrix(1, 1)) {
            ones.fill(1f);
            MatrixWindow window = new MatrixWindow().rows(a, 2, 1);
            MatrixProducts.multiply(window.rows(a, 0, 1), Transpose.NO, ones, Transpose.YES, 1f, 0f, sum);
            assertThat(sum.get(0, 0)).isEqualTo(0f + 1f);
        }
    }

    @Test
    void refusesAWindowBeyondItsMatrix() {
        try (FloatMatrix a = counting(3, 2)) {
            assertThatThrownBy(() -> new MatrixWindow().rows(a, 2, 2))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a window of 2 x 2 at element 4 does not lie within a matrix of 3 x 2");
        }
    }

    private static FloatMatrix counting(int rows, int columns) {
        FloatMatrix matrix = new FloatMatrix(rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            matrix.set(i / columns, i % columns, i);
        }
        return matrix;
    }
}
