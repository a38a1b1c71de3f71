package org.campanile.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.SparseOptimizerType;
import org.campanile.core.config.TableMemory;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.FloatRows;
import org.campanile.core.math.HeapMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps of several features on one shared table, against {@link DenseReferenceTable}. */
class EmbeddingTrainingTest {
    private static final int STEPS = 6;
    private static final int MEMBERS = 3;

    static List<Arguments> cases() {
        int[][] sizes = {{1, 1, 1}, {2, 3, 17}, {7, 16, 5}, {13, 64, 61}, {101, 37, 64}, {211, 129, 31}};
        List<Arguments> cases = new ArrayList<>();
        for (int[] size : sizes) {
            for (SparseOptimizerType optimizer : SparseOptimizerType.values()) {
                for (TableMemory memory : TableMemory.values()) {
                    double l2 = memory == TableMemory.HEAP ? 0 : 0.01;
                    cases.add(Arguments.of(size[0], size[1], size[2], optimizer, l2, memory));
                }
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheDenseTable(
            int rows, int dim, int batch, SparseOptimizerType type, double l2, TableMemory memory) {
        Random random = new Random(rows * 31L + dim);
        SparseOptimizerConfiguration optimizer = new SparseOptimizerConfiguration(type, 0.1, l2);
        TableSettings settings = new TableSettings("shared", rows, dim, 4, 0.5f, optimizer, memory);
        // So small that the rows are spread over several chunks.
        try (LocalEmbeddingTable table = new LocalEmbeddingTable(settings, 3 * (dim + 1));
                FloatMatrix offHeap = new FloatMatrix(batch + 2, 7 * dim + 3)) {
            HeapMatrix onHeap = new HeapMatrix(7 * dim + 3);
            onHeap.ensureRows(batch + 2);
            FloatRows[] matrices = {onHeap, offHeap};
            DenseReferenceTable reference = new DenseReferenceTable(table, optimizer);
            TreeSet<Integer> touched = new TreeSet<>();
            TableStep step = table.newStep();
            for (int i = 0; i < STEPS; i++) {
                List<Feature> features = features(random, rows, dim, batch);
                step.clear();
                features.forEach(feature -> feature.addTo(step));
                table.prepare(step);
                for (Feature feature : features) {
                    feature.lookUp(table, step, matrices);
                    feature.assertLookedUp(reference, matrices, dim);
                }
                for (FloatRows matrix : matrices) {
                    randomise(matrix, random);
                }
                for (Feature feature : features) {
                    feature.addGradient(reference, matrices, dim);
                    feature.bags().forEach(bag -> {
                        for (int id : bag.ids()) {
                            touched.add(id);
                        }
                    });
                }
                for (int member = 0; member < MEMBERS; member++) {
                    table.update(step, matrices, member, MEMBERS);
                }
                reference.update();
            }
            assertSameRecords(table, reference);
            assertThat(table.touchedRows())
                    .containsExactly(
                            touched.stream().mapToInt(Integer::intValue).toArray());
        }
    }

    private static List<Feature> features(Random random, int rows, int dim, int batch) {
        return List.of(
                Feature.single(random, rows, batch, 1, 0),
                Feature.single(random, rows, batch, 1 + dim, 1),
                Feature.pooled(random, rows, batch, 2 + 2 * dim, 0, Pooling.SUM, false),
                Feature.pooled(random, rows, batch, 3 + 3 * dim, 1, Pooling.MEAN, false),
                Feature.pooled(random, rows, batch, 3 + 4 * dim, 1, Pooling.SUM, true),
                Feature.pooled(random, rows, batch, 3 + 5 * dim, 0, Pooling.MEAN, true),
                Feature.pooled(random, rows, batch, 3 + 6 * dim, 0, Pooling.MAX, false),
                Feature.pooled(random, rows, batch, 3 + 6 * dim, 1, Pooling.MAX, false));
    }

    private static void assertSameRecords(LocalEmbeddingTable table, DenseReferenceTable reference) {
        float[] record = new float[table.dim() + table.stateSize()];
        for (int row = 0; row < table.rows(); row++) {
            table.readRecord(row, record, 0);
            for (int i = 0; i < record.length; i++) {
                double expected =
                        i < table.dim() ? reference.row(row)[i] : reference.state(row)[i - table.dim()];
                assertClose(record[i], expected, 2e-5, "row %d, number %d of its record", row, i);
            }
        }
    }

    /*
     * Multiples of 1/64, so that sums are exact: where gradients cancel, the optimizers that divide by their size would
     * make a step of either sign of a rounding error.
     */
    private static void randomise(FloatRows matrix, Random random) {
        float[] row = new float[matrix.columns()];
        for (int r = 0; r < matrix.rows(); r++) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (random.nextInt(129) - 64) / 64f;
            }
            matrix.write(r, 0, row, 0, row.length);
        }
    }

    /** There are millions of numbers: those that are close cost a comparison only. */
    private static void assertClose(float found, double expected, double tolerance, String what, int row, int column) {
        double most = tolerance * (1 + Math.abs(expected));
        if (!(Math.abs(found - expected) <= most)) {
            assertThat((double) found).as(what, row, column).isCloseTo(expected, within(most));
        }
    }

    private static float number(FloatRows matrix, int row, int column) {
        float[] number = new float[1];
        matrix.read(row, column, number, 0, 1);
        return number[0];
    }

    /** Ids of a batch, their place in one of the matrices, and how they are pooled, if they are. */
    private record Feature(
            List<Bag> bags, int column, int source, boolean isPooled, Pooling pooling, boolean isWeighted) {
        private static final int FIRST_ROW = 2;

        static Feature single(Random random, int rows, int batch, int column, int source) {
            List<Bag> bags = new ArrayList<>();
            for (int i = 0; i < batch; i++) {
                bags.add(Bag.of(randomId(random, rows)));
            }
            return new Feature(bags, column, source, false, Pooling.SUM, false);
        }

        static Feature pooled(
                Random random, int rows, int batch, int column, int source, Pooling pooling, boolean isWeighted) {
            List<Bag> bags = new ArrayList<>(List.of(Bag.of()));
            while (bags.size() < batch) {
                bags.add(Bag.random(random, rows, isWeighted));
            }
            return new Feature(bags, column, source, true, pooling, isWeighted);
        }

        /** Every other id is one of the first three, so that there are many duplicates. */
        private static int randomId(Random random, int rows) {
            return random.nextInt(random.nextBoolean() ? Math.min(3, rows) : rows);
        }

        void addTo(TableStep step) {
            if (isPooled) {
                step.addPooled(Bag.jagged(bags, isWeighted), 0, bags.size(), pooling, source, FIRST_ROW, column);
            } else {
                step.add(flat(), 1, bags.size(), source, FIRST_ROW, column);
            }
        }

        /** In two parts, as two threads would. */
        void lookUp(EmbeddingTable table, TableStep step, FloatRows[] matrices) {
            int half = bags.size() / 2;
            lookUp(table, step, matrices[source], half, bags.size() - half);
            lookUp(table, step, matrices[source], 0, half);
        }

        private void lookUp(EmbeddingTable table, TableStep step, FloatRows matrix, int from, int count) {
            if (!isPooled) {
                table.lookUp(flat(), 1 + from, count, matrix, FIRST_ROW + from, column);
            } else if (pooling == Pooling.MAX) {
                table.lookUpMax(Bag.jagged(bags, false), from, count, step, source, matrix, FIRST_ROW + from, column);
            } else {
                table.lookUpPooled(
                        Bag.jagged(bags, isWeighted), from, count, pooling, matrix, FIRST_ROW + from, column);
            }
        }

        void addGradient(DenseReferenceTable reference, FloatRows[] matrices, int dim) {
            for (int i = 0; i < bags.size(); i++) {
                double[] values = new double[dim];
                for (int j = 0; j < dim; j++) {
                    values[j] = number(matrices[source], FIRST_ROW + i, column + j);
                }
                reference.addGradient(bags.get(i), pooling, values);
            }
        }

        void assertLookedUp(DenseReferenceTable reference, FloatRows[] matrices, int dim) {
            for (int i = 0; i < bags.size(); i++) {
                double[] expected = reference.pooled(bags.get(i), pooling);
                for (int j = 0; j < dim; j++) {
                    float found = number(matrices[source], FIRST_ROW + i, column + j);
                    assertClose(found, expected[j], 1e-4, "sample %d, column %d", i, column + j);
                }
            }
        }

        /** The ids behind one that is not theirs. */
        private int[] flat() {
            int[] flat = new int[bags.size() + 1];
            for (int i = 0; i < bags.size(); i++) {
                flat[i + 1] = bags.get(i).ids()[0];
            }
            return flat;
        }
    }
}
