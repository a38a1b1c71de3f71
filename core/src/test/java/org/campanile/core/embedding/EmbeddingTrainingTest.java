package org.campanile.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.SparseOptimizerType;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.FloatRows;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps of several features on one shared table, against {@link DenseReferenceTable}. */
class EmbeddingTrainingTest {
    private static final int STEPS = 6;
    private static final int MEMBERS = 3;

    static List<Arguments> cases() {
        int[][] sizes = {{1, 1, 1}, {2, 3, 17}, {7, 16, 5}, {13, 64, 61}, {101, 37, 64}, {503, 129, 31}};
        List<Arguments> cases = new ArrayList<>();
        for (int[] size : sizes) {
            for (SparseOptimizerType optimizer : SparseOptimizerType.values()) {
                cases.add(Arguments.of(size[0], size[1], size[2], optimizer));
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheDenseTable(int rows, int dim, int batch, SparseOptimizerType type) {
        Random random = new Random(rows * 31L + dim);
        SparseOptimizerConfiguration optimizer = new SparseOptimizerConfiguration(type, 0.1);
        TableSettings settings = new TableSettings("shared", rows, dim, 4, 0.5f, optimizer);
        // So small that the rows are spread over several arrays.
        try (LocalEmbeddingTable table = new LocalEmbeddingTable(settings, 3 * (dim + 1));
                FloatMatrix activations = new FloatMatrix(batch + 2, 4 * dim + 3);
                FloatMatrix gradient = new FloatMatrix(batch + 2, 4 * dim + 3)) {
            DenseReferenceTable reference = new DenseReferenceTable(table, optimizer);
            TreeSet<Integer> touched = new TreeSet<>();
            TableStep tableStep = table.newStep();
            for (int step = 0; step < STEPS; step++) {
                tableStep.clear();
                List<Feature> features = List.of(
                        Feature.single(random, rows, batch, 1),
                        Feature.single(random, rows, batch, 1 + dim),
                        Feature.pooled(random, rows, batch, 2 + 2 * dim, Pooling.SUM),
                        Feature.pooled(random, rows, batch, 3 + 3 * dim, Pooling.MEAN));
                randomise(gradient, random);
                for (Feature feature : features) {
                    feature.lookUp(table, activations);
                    feature.assertLookedUp(reference, activations, dim);
                }
                for (Feature feature : features) {
                    feature.addTo(tableStep);
                    feature.addGradient(reference, gradient, dim);
                    feature.ids().forEach(ids -> {
                        for (int id : ids) {
                            touched.add(id);
                        }
                    });
                }
                table.prepare(tableStep);
                for (int member = 0; member < MEMBERS; member++) {
                    table.update(tableStep, new FloatRows[] {gradient}, member, MEMBERS);
                }
                reference.update();
            }
            assertSameRecords(table, reference);
            assertThat(table.touchedRows())
                    .containsExactly(
                            touched.stream().mapToInt(Integer::intValue).toArray());
        }
    }

    private static void assertSameRecords(LocalEmbeddingTable table, DenseReferenceTable reference) {
        float[] record = new float[table.dim() + table.stateSize()];
        for (int row = 0; row < table.rows(); row++) {
            table.readRecord(row, record, 0);
            for (int column = 0; column < table.dim(); column++) {
                assertThat((double) record[column])
                        .as("row %d, column %d", row, column)
                        .isCloseTo(
                                reference.row(row)[column],
                                within(2e-5 * (1 + Math.abs(reference.row(row)[column]))));
            }
            if (table.stateSize() == 1) {
                assertThat((double) record[table.dim()])
                        .as("accumulated mean square of row %d", row)
                        .isCloseTo(reference.accumulated(row), within(1e-5 * (1 + reference.accumulated(row))));
            }
        }
    }

    private static void randomise(FloatMatrix matrix, Random random) {
        for (int i = 0; i < matrix.rows() * matrix.columns(); i++) {
            matrix.buffer().put(i, 2 * random.nextFloat() - 1);
        }
    }

    /** Ids of a batch, its place in the matrices, and whether they are pooled. */
    private record Feature(List<int[]> ids, int column, boolean isPooled, Pooling pooling) {
        private static final int FIRST_ROW = 2;

        static Feature single(Random random, int rows, int batch, int column) {
            List<int[]> ids = new ArrayList<>();
            for (int i = 0; i < batch; i++) {
                ids.add(new int[] {randomId(random, rows)});
            }
            return new Feature(ids, column, false, Pooling.SUM);
        }

        static Feature pooled(Random random, int rows, int batch, int column, Pooling pooling) {
            List<int[]> ids = new ArrayList<>();
            for (int i = 0; i < batch; i++) {
                ids.add(random.ints(random.nextInt(5), 0, rows).toArray());
            }
            ids.set(0, new int[0]);
            return new Feature(ids, column, true, pooling);
        }

        /** Every other id is one of the first three, so that there are many duplicates. */
        private static int randomId(Random random, int rows) {
            return random.nextInt(random.nextBoolean() ? Math.min(3, rows) : rows);
        }

        void lookUp(EmbeddingTable table, FloatMatrix destination) {
            if (isPooled) {
                table.lookUpPooled(jagged(), 0, ids.size(), pooling, destination, FIRST_ROW, column);
            } else {
                table.lookUp(flat(), 1, ids.size(), destination, FIRST_ROW, column);
            }
        }

        void addTo(TableStep step) {
            if (isPooled) {
                step.addPooled(jagged(), 0, ids.size(), pooling, 0, FIRST_ROW, column);
            } else {
                step.add(flat(), 1, ids.size(), 0, FIRST_ROW, column);
            }
        }

        void addGradient(DenseReferenceTable reference, FloatMatrix gradient, int dim) {
            for (int i = 0; i < ids.size(); i++) {
                double[] values = new double[dim];
                for (int j = 0; j < dim; j++) {
                    values[j] = gradient.get(FIRST_ROW + i, column + j);
                }
                reference.addPooledGradient(ids.get(i), pooling, values);
            }
        }

        void assertLookedUp(DenseReferenceTable reference, FloatMatrix actual, int dim) {
            for (int i = 0; i < ids.size(); i++) {
                double[] expected = reference.pooled(ids.get(i), pooling);
                for (int j = 0; j < dim; j++) {
                    assertThat((double) actual.get(FIRST_ROW + i, column + j))
                            .as("sample %d, column %d", i, column + j)
                            .isCloseTo(expected[j], within(1e-4 * (1 + Math.abs(expected[j]))));
                }
            }
        }

        private JaggedIds jagged() {
            JaggedIds jagged = new JaggedIds();
            ids.forEach(row -> jagged.addRow(row, 0, row.length));
            return jagged;
        }

        /** The ids behind one that is not theirs. */
        private int[] flat() {
            int[] flat = new int[ids.size() + 1];
            for (int i = 0; i < ids.size(); i++) {
                flat[i + 1] = ids.get(i)[0];
            }
            return flat;
        }
    }
}
