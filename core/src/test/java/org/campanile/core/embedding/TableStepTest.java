package org.campanile.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.SparseOptimizerType;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.HeapMatrix;
import org.junit.jupiter.api.Test;

class TableStepTest {
    private final LocalEmbeddingTable table = new LocalEmbeddingTable(
            new TableSettings("word", 10, 2, 1, 0f, new SparseOptimizerConfiguration(SparseOptimizerType.SGD, 1)));

    @Test
    void rowsAreNumberedInTheOrderOfTheirFirstAppearanceInAnyLookUp() {
        TableStep step = table.newStep();
        step.add(new int[] {9, 7, 2, 7}, 1, 3, 0, 0, 0);
        step.addPooled(
                Bag.jagged(List.of(Bag.of(1), Bag.of(2, 5), Bag.of(), Bag.of(3)), false), 1, 2, Pooling.SUM, 1, 0, 0);
        assertThat(rows(step)).containsExactly(7, 2, 5);
        step.clear();
        assertThat(step.distinctRows()).isZero();
        step.add(new int[] {5}, 0, 1, 0, 0, 0);
        assertThat(rows(step)).containsExactly(5);
    }

    @Test
    void aStepDoesNotNeedTheIdsOnceTheyAreAdded() {
        int[] ids = {3, 4};
        JaggedIds bags = Bag.jagged(List.of(Bag.of(3, 6)), false);
        TableStep step = table.newStep();
        step.add(ids, 0, 2, 0, 0, 0);
        step.addPooled(bags, 0, 1, Pooling.SUM, 0, 2, 0);
        ids[0] = 9;
        bags.clear();
        HeapMatrix gradient = new HeapMatrix(2);
        gradient.ensureRows(3);
        gradient.write(0, 0, new float[] {1, 2, 10, 20, 100, 200}, 0, 6);
        Gradients.apply(table, step, gradient);
        assertThat(record(3)).containsExactly(-101, -202);
        assertThat(record(4)).containsExactly(-10, -20);
        assertThat(record(6)).containsExactly(-100, -200);
        assertThat(table.touchedRows()).containsExactly(3, 4, 6);
    }

    @Test
    void theGradientOfAMaximumGoesToTheFirstOfEquals() {
        table.writeRecord(1, new float[] {3, 5}, 0);
        table.writeRecord(2, new float[] {3, 4}, 0);
        table.writeRecord(3, new float[] {2, 5}, 0);
        JaggedIds bags = Bag.jagged(List.of(Bag.of(2, 1, 3, 1), Bag.of()), false);
        TableStep step = table.newStep();
        step.addPooled(bags, 0, 2, Pooling.MAX, 0, 0, 0);
        try (FloatMatrix pooled = new FloatMatrix(2, 2)) {
            table.lookUpMax(bags, 0, 2, step, 0, pooled, 0, 0);
            float[] values = new float[4];
            pooled.buffer().get(0, values);
            assertThat(values).containsExactly(3, 5, 0, 0);

            pooled.fill(1f);
            Gradients.apply(table, step, pooled);
        }
        // The first column's 3 is row 2's before it is row 1's; the second column's 5 is row 1's before it is row 3's.
        assertThat(record(1)).containsExactly(3, 4);
        assertThat(record(2)).containsExactly(2, 4);
        assertThat(record(3)).containsExactly(2, 5);
    }

    @Test
    void aMaximumMustBePartOfTheStep() {
        JaggedIds bags = Bag.jagged(List.of(Bag.of(1), Bag.of(2)), false);
        TableStep step = table.newStep();
        step.addPooled(bags, 0, 1, Pooling.MAX, 0, 0, 4);
        try (FloatMatrix pooled = new FloatMatrix(2, 6)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> table.lookUpMax(bags, 0, 2, step, 0, pooled, 0, 4))
                    .withMessage("table word: the step has no max pooling of rows [0, 2) for source 0, column 4");
        }
    }

    @Test
    void aMaximumTakesNoWeights() {
        JaggedIds bags = Bag.jagged(List.of(Bag.of(1)), true);
        try (FloatMatrix pooled = new FloatMatrix(1, 2)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> table.newStep().addPooled(bags, 0, 1, Pooling.MAX, 0, 0, 0))
                    .withMessage("table word: max pooling takes no weights");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> table.lookUpPooled(bags, 0, 1, Pooling.MAX, pooled, 0, 0))
                    .withMessage("table word: max pooling takes no weights");
        }
    }

    private static int[] rows(TableStep step) {
        int[] rows = new int[step.distinctRows()];
        for (int number = 0; number < rows.length; number++) {
            rows[number] = step.row(number);
        }
        return rows;
    }

    private float[] record(int row) {
        float[] record = new float[2];
        table.readRecord(row, record, 0);
        return record;
    }
}
