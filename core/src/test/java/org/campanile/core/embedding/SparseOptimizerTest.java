package org.campanile.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.SparseOptimizerType;
import org.campanile.core.math.FloatMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SparseOptimizerTest {

    @Test
    void rowWiseAdagradDividesByTheRootOfTheMeanSquaresSoFar() {
        float[] records = {9f, 1f, 2f, 0f, 9f};
        RowWiseAdagrad optimizer = new RowWiseAdagrad(0.1f);

        // s = (3^2 + 4^2) / 2 = 12.5; rate 0.1 / sqrt(12.5) = 0.0282843
        optimizer.update(records, 1, new float[] {3f, 4f}, 0, 2, 1f);
        assertThat(records).containsExactly(new float[] {9f, 0.9151472f, 1.8868629f, 12.5f, 9f}, within(1e-6f));

        // s = 12.5 + (1 + 1) / 2 = 13.5; rate 0.1 / sqrt(13.5) = 0.0272166
        optimizer.update(records, 1, new float[] {7f, 1f, -1f}, 1, 2, 1f);
        assertThat(records).containsExactly(new float[] {9f, 0.8879306f, 1.9140795f, 13.5f, 9f}, within(1e-6f));
    }

    @Test
    void adagradDividesEachWeightByTheRootOfItsOwnSquares() {
        float[] records = {9f, 1f, 2f, 0f, 0f, 9f};
        Adagrad optimizer = new Adagrad(0.1f);

        // s = (9, 16): each weight moves by the rate against the sign of its gradient.
        optimizer.update(records, 1, new float[] {3f, -4f}, 0, 2, 1f);
        assertThat(records).containsExactly(new float[] {9f, 0.9f, 2.1f, 9f, 16f, 9f}, within(1e-6f));

        // s = (9 + 16, 16 + 0): 0.1 * 4 / 5 = 0.08, and no gradient.
        optimizer.update(records, 1, new float[] {7f, 4f, 0f}, 1, 2, 1f);
        assertThat(records).containsExactly(new float[] {9f, 0.82f, 2.1f, 25f, 16f, 9f}, within(1e-6f));
    }

    @Test
    void adamCorrectsTheBiasOfTheMomentsByTheRowsOwnCount() {
        float[] records = {9f, 1f, 0f, 0f, 0f, 9f};
        LazyAdam optimizer = new LazyAdam(0.1f);

        // m = 0.1 * 2 = 0.2, v = 0.001 * 4 = 0.004. Corrected by 1 - 0.9 and 1 - 0.999: 2 and 4. 1 - 0.1 * 2 / 2 = 0.9.
        optimizer.update(records, 1, new float[] {2f}, 0, 1, 1f);
        assertThat(records).containsExactly(new float[] {9f, 0.9f, 0.2f, 0.004f, 1f, 9f}, within(1e-6f));

        // m = 0.9 * 0.2 + 0.1 * -1 = 0.08, v = 0.999 * 0.004 + 0.001 = 0.004996. Corrected by 1 - 0.81 and
        // 1 - 0.998001: 0.4210526 and 2.4992496. 0.9 - 0.1 * 0.4210526 / 1.5809015 = 0.8733663.
        optimizer.update(records, 1, new float[] {7f, -1f}, 1, 1, 1f);
        assertThat(records).containsExactly(new float[] {9f, 0.8733663f, 0.08f, 0.004996f, 2f, 9f}, within(1e-6f));
    }

    @Test
    void adamsFirstUpdateOfARowIsAsLongInLaterSteps() {
        SparseOptimizerConfiguration optimizer = new SparseOptimizerConfiguration(SparseOptimizerType.ADAM, 0.1);
        try (LocalEmbeddingTable table = new LocalEmbeddingTable(new TableSettings("user", 3, 1, 1, 0f, optimizer));
                FloatMatrix gradient = new FloatMatrix(1, 1)) {
            gradient.set(0, 0, 0.25f);
            for (int step = 0; step < 200; step++) {
                Gradients.apply(table, new int[] {1}, gradient);
            }
            Gradients.apply(table, new int[] {2}, gradient);
            float[] record = new float[4];
            table.readRecord(2, record, 0);
            assertThat(record[0]).isCloseTo(-0.1f, within(1e-6f));
            assertThat(record[3]).as("updates of row 2").isEqualTo(1f);
            table.readRecord(1, record, 0);
            assertThat(record[3]).as("updates of row 1").isEqualTo(200f);
        }
    }

    @ParameterizedTest
    @EnumSource(SparseOptimizerType.class)
    void aRowWhoseGradientIsZeroKeepsItsWeights(SparseOptimizerType type) {
        SparseOptimizer optimizer = SparseOptimizer.of(new SparseOptimizerConfiguration(type, 0.1));
        float[] records = new float[2 + optimizer.stateSize(2)];
        records[0] = 1f;
        records[1] = 2f;
        optimizer.update(records, 0, new float[2], 0, 2, 1f);
        assertThat(records).startsWith(1f, 2f);
    }

    @Test
    void stochasticGradientDescentTakesTheGradientTimesTheRate() {
        float[] records = {1f, 2f, 5f};
        new StochasticGradientDescent(0.5f).update(records, 0, new float[] {4f, -2f}, 0, 2, 1f);
        assertThat(records).containsExactly(-1f, 3f, 5f);
    }

    @Test
    void decayAddsAShareOfTheWeightsToTheGradientsOfTouchedRows() {
        SparseOptimizerConfiguration optimizer = new SparseOptimizerConfiguration(SparseOptimizerType.SGD, 0.5, 0.1);
        try (LocalEmbeddingTable table = new LocalEmbeddingTable(new TableSettings("user", 3, 2, 1, 0f, optimizer));
                FloatMatrix gradient = new FloatMatrix(2, 2)) {
            table.writeRecord(0, new float[] {10f, -20f}, 0);
            table.writeRecord(2, new float[] {10f, -20f}, 0);
            gradient.buffer().put(0, new float[] {1f, 0f, 1f, 4f});
            Gradients.apply(table, new int[] {2, 2}, gradient);
            // Once per row, however often it was named: w - 0.5 ((1 + 1, 0 + 4) + 0.1 w).
            float[] record = new float[2];
            table.readRecord(2, record, 0);
            assertThat(record).containsExactly(new float[] {8.5f, -21f}, within(1e-5f));
            table.readRecord(0, record, 0);
            assertThat(record).containsExactly(10f, -20f);
        }
    }
}
