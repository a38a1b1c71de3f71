package org.campanile.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.campanile.core.CampanileException;
import org.campanile.core.config.ScheduleConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.L2Scope;
import org.campanile.core.config.SparseOptimizerConfiguration.SparseOptimizerType;
import org.campanile.core.config.TableMemory;
import org.campanile.core.math.FloatRows;
import org.campanile.core.math.HeapMatrix;
import org.campanile.core.optimizer.LearningRates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** L2 on the whole table by lazy catch-up, against the rule that goes over all rows in every step. */
class WholeTableDecayTest {
    private static final int ROWS = 23;
    private static final int DIM = 5;
    private static final int STEPS = 60;

    static Stream<Arguments> cases() {
        return Stream.of(SparseOptimizerType.values())
                .flatMap(type -> Stream.of(TableMemory.values()).map(memory -> Arguments.of(type, memory)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyRowIsWhatTheDenseRuleMakesOfIt(SparseOptimizerType type, TableMemory memory) {
        try (LocalEmbeddingTable table = table(type, memory)) {
            LearningRates rates = rates(table);
            DenseReferenceTable reference = new DenseReferenceTable(table, optimizer(type));
            Random random = new Random(3);
            for (int step = 0; step < STEPS; step++) {
                rates.moveTo(step);
                if (step == 40) {
                    rates.reduce(0.1);
                }
                // Most steps touch few rows, so that the others miss many steps.
                int[] ids = random.ints(1 + random.nextInt(3), 0, ROWS).toArray();
                HeapMatrix gradients = gradients(ids.length, random);
                for (int i = 0; i < ids.length; i++) {
                    double[] gradient = new double[DIM];
                    for (int d = 0; d < DIM; d++) {
                        gradient[d] = gradients.elements()[i * DIM + d];
                    }
                    reference.addGradient(Bag.of(ids[i]), Pooling.SUM, gradient);
                }
                train(table, ids, gradients);
                reference.update(rates.factor());
            }
            rates.moveTo(STEPS);
            float[] record = new float[DIM + table.stateSize()];
            for (int row = 0; row < ROWS; row++) {
                table.readRecord(row, record, 0);
                for (int d = 0; d < DIM; d++) {
                    assertThat((double) record[d])
                            .as("row %d, weight %d", row, d)
                            .isCloseTo(reference.row(row)[d], within(2e-5));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whenRowsCatchUpMakesNoDifferenceToTheBit(SparseOptimizerType type) {
        try (LocalEmbeddingTable late = table(type, TableMemory.HEAP);
                LocalEmbeddingTable often = table(type, TableMemory.NATIVE)) {
            for (LocalEmbeddingTable table : List.of(late, often)) {
                LearningRates rates = rates(table);
                Random random = new Random(5);
                for (int step = 0; step < STEPS; step++) {
                    rates.moveTo(step);
                    int[] ids = {random.nextInt(ROWS)};
                    HeapMatrix gradients = gradients(1, random);
                    if (table == often) {
                        table.catchUp();
                    }
                    train(table, ids, gradients);
                }
                rates.moveTo(STEPS);
            }
            assertThat(records(late)).containsExactlyElementsOf(records(often));
        }
    }

    @Test
    void aLookUpSeesWhatTheStepsBeforeMadeOfTheRow() {
        SparseOptimizerConfiguration optimizer =
                new SparseOptimizerConfiguration(SparseOptimizerType.SGD, 0.5, 0.2, L2Scope.WHOLE_TABLE);
        try (LocalEmbeddingTable table = new LocalEmbeddingTable(new TableSettings("t", 3, 1, 1, 0f, optimizer))) {
            table.writeRecord(1, new float[] {8f, 0f}, 0);
            LearningRates rates = LearningRates.constant();
            table.follow(rates);
            rates.moveTo(3);
            TableStep step = table.newStep();
            step.add(new int[] {1}, 0, 1, 0, 0, 0);
            table.catchUp(step, 0, 1);
            HeapMatrix found = new HeapMatrix(1);
            found.ensureRows(1);
            table.lookUp(new int[] {1}, 0, 1, found, 0, 0);
            // Three steps of w -= 0.5 * 0.2 w: 8 * 0.9^3 = 5.832.
            assertThat(found.elements()[0]).isCloseTo(5.832f, within(1e-5f));
        }
    }

    @Test
    void updatesOfRowsThatMissedStepsAreRefused() {
        try (LocalEmbeddingTable table = table(SparseOptimizerType.SGD, TableMemory.HEAP)) {
            rates(table).moveTo(2);
            TableStep step = table.newStep();
            step.add(new int[] {1}, 0, 1, 0, 0, 0);
            FloatRows[] gradients = {gradients(1, new Random(1))};
            assertThatThrownBy(() -> table.update(step, gradients, 0, 1))
                    .isInstanceOf(CampanileException.class)
                    .hasMessage(
                            "Rows of embedding table t were looked up without the decay of the steps before: this model"
                                    + " type cannot do training.sparse-optimizer.l2-scope whole-table; choose touched-rows.");
        }
    }

    private static void train(LocalEmbeddingTable table, int[] ids, HeapMatrix gradients) {
        TableStep step = table.newStep();
        step.add(ids, 0, ids.length, 0, 0, 0);
        for (int member = 0; member < 2; member++) {
            table.catchUp(step, member, 2);
        }
        for (int member = 0; member < 2; member++) {
            table.update(step, new FloatRows[] {gradients}, member, 2);
        }
    }

    private static SparseOptimizerConfiguration optimizer(SparseOptimizerType type) {
        return new SparseOptimizerConfiguration(type, 0.05, 0.1, L2Scope.WHOLE_TABLE);
    }

    private static LocalEmbeddingTable table(SparseOptimizerType type, TableMemory memory) {
        return new LocalEmbeddingTable(new TableSettings("t", ROWS, DIM, 4, 0.5f, optimizer(type), memory));
    }

    /** Rates that rise and fall, which the table follows. */
    private static LearningRates rates(LocalEmbeddingTable table) {
        LearningRates rates =
                new LearningRates(new ScheduleConfiguration(ScheduleConfiguration.Type.COSINE, 7, 0.1), STEPS);
        table.follow(rates);
        return rates;
    }

    private static HeapMatrix gradients(int rows, Random random) {
        HeapMatrix gradients = new HeapMatrix(DIM);
        gradients.ensureRows(rows);
        for (int i = 0; i < rows * DIM; i++) {
            gradients.elements()[i] = (random.nextInt(129) - 64) / 64f;
        }
        return gradients;
    }

    private static List<Integer> records(LocalEmbeddingTable table) {
        List<Integer> bits = new ArrayList<>();
        float[] record = new float[DIM + table.stateSize()];
        for (int row = 0; row < ROWS; row++) {
            table.readRecord(row, record, 0);
            for (float number : record) {
                bits.add(Float.floatToRawIntBits(number));
            }
        }
        return bits;
    }
}
