package org.campanile.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.campanile.core.batch.JaggedIds;
import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.SparseOptimizerType;
import org.campanile.core.math.CounterRandom;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.FloatRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalEmbeddingTableTest {
    private static final SparseOptimizerConfiguration ADAGRAD =
            new SparseOptimizerConfiguration(SparseOptimizerType.ROW_WISE_ADAGRAD, 0.05);

    @Test
    void looksUpRowsIntoAWindowOfTheDestination() {
        try (LocalEmbeddingTable table = table("user", 4, 2);
                FloatMatrix destination = new FloatMatrix(3, 4)) {
            for (int row = 0; row < 4; row++) {
                table.writeRecord(row, new float[] {row, row + 0.5f, 0f}, 0);
            }
            table.lookUp(new int[] {9, 3, 1, 9}, 1, 2, destination, 1, 1);
            float[] values = new float[12];
            destination.buffer().get(0, values);
            assertThat(values).containsExactly(0, 0, 0, 0, 0, 3, 3.5f, 0, 0, 1, 1.5f, 0);
        }
    }

    @Test
    void poolsJaggedRows() {
        try (LocalEmbeddingTable table = table("user", 4, 2);
                FloatMatrix destination = new FloatMatrix(3, 2)) {
            for (int row = 0; row < 4; row++) {
                table.writeRecord(row, new float[] {row, 10f * row, 0f}, 0);
            }
            destination.fill(-1f);
            JaggedIds ids = new JaggedIds();
            ids.addRow(new int[] {3, 1}, 0, 2);
            ids.addRow(new int[0], 0, 0);
            ids.addRow(new int[] {2, 2, 2, 1}, 0, 4);
            float[] values = new float[6];

            table.lookUpPooled(ids, 0, 3, Pooling.SUM, destination, 0, 0);
            destination.buffer().get(0, values);
            assertThat(values).containsExactly(4, 40, 0, 0, 7, 70);

            table.lookUpPooled(ids, 0, 3, Pooling.MEAN, destination, 0, 0);
            destination.buffer().get(0, values);
            assertThat(values).containsExactly(2, 20, 0, 0, 1.75f, 17.5f);
        }
    }

    @Test
    void initialValuesAreAHashOfSeedNameRowAndColumn() {
        try (LocalEmbeddingTable table = table("user", 1000, 8)) {
            float[] record = new float[9];
            double sum = 0;
            double squares = 0;
            for (int row = 0; row < 1000; row++) {
                table.readRecord(row, record, 0);
                long rowSeed = CounterRandom.hash(CounterRandom.seedFor(7, "user"), row);
                for (int column = 0; column < 8; column++) {
                    assertThat(record[column])
                            .isEqualTo(CounterRandom.uniform(CounterRandom.hash(rowSeed, column), 0.25f))
                            .isBetween(-0.25f, 0.25f);
                    sum += record[column];
                    squares += record[column] * record[column];
                }
                assertThat(record[8]).as("accumulated mean square").isZero();
            }
            // Uniform in [-r, r): mean 0 with standard error r / sqrt(3 n) = 0.0016, mean square r^2 / 3 = 0.0208.
            assertThat(sum / 8000).isCloseTo(0, within(0.0064));
            assertThat(squares / 8000).isCloseTo(0.02083, within(0.001));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "7, 5", "8, 8", "9, 3", "64, 1"})
    void rowsAreTheSameHoweverTheyAreStored(int rows, int dim) {
        TableSettings settings = new TableSettings("item", rows, dim, 3, 1f, ADAGRAD);
        try (LocalEmbeddingTable whole = new LocalEmbeddingTable(settings);
                LocalEmbeddingTable pieces = new LocalEmbeddingTable(settings, 2 * (dim + 1))) {
            float[] first = new float[dim + 1];
            float[] second = new float[dim + 1];
            for (int row = rows - 1; row >= 0; row--) {
                pieces.readRecord(row, second, 0);
                whole.readRecord(row, first, 0);
                assertThat(second).containsExactly(first);
            }
            for (int row = 0; row < rows; row++) {
                second[0] = row;
                pieces.writeRecord(row, second, 0);
            }
            for (int row = 0; row < rows; row++) {
                pieces.readRecord(row, first, 0);
                assertThat(first[0]).isEqualTo(row);
            }
        }
    }

    @Test
    void tablesOfAnotherNameOrSeedStartElsewhere() {
        float[] values = new float[3];
        for (TableSettings settings : new TableSettings[] {
            new TableSettings("a", 5, 1, 1, 1f, ADAGRAD),
            new TableSettings("b", 5, 1, 1, 1f, ADAGRAD),
            new TableSettings("a", 5, 1, 2, 1f, ADAGRAD)
        }) {
            try (LocalEmbeddingTable table = new LocalEmbeddingTable(settings)) {
                float[] record = new float[2];
                table.readRecord(2, record, 0);
                assertThat(values).doesNotContain(record[0]);
                values[settings.name().equals("a") ? (int) settings.seed() : 0] = record[0];
            }
        }
    }

    @Test
    void updatedRowsAreTouchedUntilCleared() {
        try (LocalEmbeddingTable table = table("user", 200, 2);
                FloatMatrix matrix = new FloatMatrix(3, 2)) {
            int[] ids = {150, 3, 150};
            table.lookUp(ids, 0, 3, matrix, 0, 0);
            TableStep step = table.newStep();
            step.add(ids, 0, 3, 0, 0, 0);
            table.prepare(step);
            assertThat(table.touchedRows()).isEmpty();
            Gradients.apply(table, step, matrix);
            assertThat(table.touchedRows()).containsExactly(3, 150);
            Gradients.apply(table, new int[] {3}, matrix);
            assertThat(table.touchedRows()).containsExactly(3, 150);
            table.clearTouched();
            assertThat(table.touchedRows()).isEmpty();
        }
    }

    @Test
    void aClearedStepHasForgottenItsGradients() {
        try (LocalEmbeddingTable table = table("user", 4, 2);
                FloatMatrix gradient = new FloatMatrix(1, 2)) {
            gradient.fill(1f);
            TableStep step = table.newStep();
            step.add(new int[] {2}, 0, 1, 0, 0, 0);
            Gradients.apply(table, step, gradient);
            float[] once = new float[3];
            table.readRecord(2, once, 0);
            step.clear();
            assertThat(step.distinctRows()).isZero();
            Gradients.apply(table, step, gradient);
            float[] twice = new float[3];
            table.readRecord(2, twice, 0);
            assertThat(twice).containsExactly(once);
            // The mean square of a gradient of ones, counted once.
            assertThat(once[2]).isEqualTo(1f);
        }
    }

    @Test
    void idsOutsideTheTableAreNamed() {
        try (LocalEmbeddingTable table = table("user", 10, 2);
                FloatMatrix matrix = new FloatMatrix(3, 2)) {
            JaggedIds ids = new JaggedIds();
            ids.addRow(new int[] {1}, 0, 1);
            ids.addRow(new int[] {2, 10}, 0, 2);
            assertThatThrownBy(() -> table.lookUp(new int[] {1, 2, -1}, 1, 2, matrix, 0, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("table user: id -1 at position 2 is outside [0, 10)");
            assertThatThrownBy(() -> table.lookUpPooled(ids, 0, 2, Pooling.SUM, matrix, 0, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("table user: id 10 at position 2 is outside [0, 10)");
            assertThatThrownBy(() -> table.newStep().add(new int[] {Integer.MIN_VALUE}, 0, 1, 0, 0, 0))
                    .hasMessage("table user: id -2147483648 at position 0 is outside [0, 10)");
            assertThatThrownBy(() -> table.readRecord(10, new float[3], 0))
                    .hasMessage("table user: row 10 is outside [0, 10)");
        }
    }

    @Test
    void windowsOutsideTheMatrixAreRefused() {
        try (LocalEmbeddingTable table = table("user", 10, 2);
                FloatMatrix matrix = new FloatMatrix(3, 4)) {
            int[] ids = {1, 2, 3};
            assertThatThrownBy(() -> table.lookUp(ids, 0, 3, matrix, 1, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("table user: 3 rows of 2 from row 1, column 0 do not fit a matrix of 3 x 4");
            TableStep step = table.newStep();
            step.add(ids, 0, 3, 1, 0, 3);
            assertThatThrownBy(() -> table.update(step, new FloatRows[] {matrix, matrix}, 0, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("table user: 3 rows of 2 from row 0, column 3 do not fit a matrix of 3 x 4");
            assertThatThrownBy(() -> table.update(step, new FloatRows[] {matrix}, 0, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("table user: no gradients are given for source 1");
        }
    }

    @Test
    void settingsThatMakeNoTableAreRefused() {
        assertThatThrownBy(() -> new TableSettings("user", 0, 2, 1, 1f, ADAGRAD))
                .hasMessage("table user: rows must be at least 1, but is 0");
        assertThatThrownBy(() -> new TableSettings("user", 1, 0, 1, 1f, ADAGRAD))
                .hasMessageContaining("dim must be in [1, 1048576], but is 0");
        assertThatThrownBy(() -> new TableSettings("user", 1, 2, 1, Float.NaN, ADAGRAD))
                .hasMessageContaining("initialRange must be at least 0, but is NaN");
    }

    private static LocalEmbeddingTable table(String name, int rows, int dim) {
        return new LocalEmbeddingTable(new TableSettings(name, rows, dim, 7, 0.25f, ADAGRAD));
    }
}
