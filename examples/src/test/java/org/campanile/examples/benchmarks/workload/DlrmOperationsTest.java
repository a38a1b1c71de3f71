package org.campanile.examples.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DlrmOperationsTest {
    /**
     * Per sample, in multiply-adds: bottom forward 13 * 512 + 512 * 256 + 256 * 64 = 154,112, as many for the weights'
     * gradient, and 147,456 for the inputs' without the first layer. Top forward 415 * 512 + 512 * 256 + 256 = 343,808,
     * three times. Interaction 351 * 64 = 22,464 forward and twice that backward. Together 455,680 + 1,031,424 + 67,392 =
     * 1,554,496, each of two operations.
     */
    @Test
    void countsWhatAStepCannotDoWithout() {
        assertThat(new DlrmOperations(DlrmShape.criteo()).perStep(2048)).isEqualTo(2L * 2048 * 1_554_496);
    }

    @Test
    void aLayerHasThreeProductsExceptTheFirstOfTheBottom() {
        DlrmShape shape = new DlrmShape(3, List.of(10, 10), 2, 4, List.of(5, 4), List.of(6));

        // Bottom 3-5-4, top (4 + 3)-6-1: the last layer has one column.
        assertThat(new DlrmOperations(shape).products(8))
                .extracting(product -> product.m() + "x" + product.n() + "x" + product.k())
                .containsExactly("8x5x3", "3x5x8", "8x4x5", "5x4x8", "8x5x4", "8x6x7", "7x6x8", "8x7x6");
    }

    @Test
    void theMeasuredProductsHaveTheCountedOperations() {
        DlrmOperations operations =
                new DlrmOperations(new DlrmShape(3, List.of(10, 10), 2, 4, List.of(5, 4), List.of(6)));

        try (SgemmSpeed sgemm = new SgemmSpeed(operations.products(4), 2)) {
            sgemm.run();

            assertThat(sgemm.operations())
                    .isEqualTo(operations.products(8).stream()
                            .mapToLong(MatrixShape::operations)
                            .sum());
        }
    }
}
