package org.campanile.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.SparseOptimizerType;
import org.campanile.core.config.TableMemory;
import org.campanile.core.math.FloatRows;
import org.campanile.core.math.HeapMatrix;
import org.campanile.core.parallel.Shares;
import org.campanile.core.parallel.ThreadTeam;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several threads in one table. */
class ConcurrentTableTest {
    private static final int THREADS = 4;
    private static final int ROWS = 997;
    private static final int DIM = 7;
    private static final int BATCH = 301;
    private static final int STEPS = 40;

    @ParameterizedTest
    @EnumSource(TableMemory.class)
    void aTeamDoesWhatOneThreadWouldDo(TableMemory memory) {
        try (LocalEmbeddingTable alone = table(memory);
                LocalEmbeddingTable shared = table(memory);
                ThreadTeam team = new ThreadTeam(THREADS, "test")) {
            Random random = new Random(5);
            TableStep step = shared.newStep();
            HeapMatrix vectors = matrix();
            HeapMatrix expected = matrix();
            FloatRows[] gradients = {vectors};
            for (int i = 0; i < STEPS; i++) {
                // Half the ids are few, so that rows have many gradients.
                int[] ids = random.ints(BATCH, 0, i % 2 == 0 ? ROWS : 11).toArray();
                step.clear();
                step.add(ids, 0, BATCH, 0, 0, 0);
                team.run(member -> {
                    int begin = Shares.begin(member, THREADS, BATCH);
                    int end = Shares.end(member, THREADS, BATCH);
                    shared.lookUp(ids, begin, end - begin, vectors, begin, 0);
                });
                alone.lookUp(ids, 0, BATCH, expected, 0, 0);
                assertThat(vectors.elements()).containsExactly(expected.elements());
                team.run(member -> shared.update(step, gradients, member, THREADS));
                alone.update(step, gradients, 0, 1);
                assertThat(shared.touchedRows()).containsExactly(alone.touchedRows());
            }
        }
    }

    /** Workers touch rows of the same chunks for the first time while others train theirs. */
    @ParameterizedTest
    @EnumSource(TableMemory.class)
    void workersThatShareATableUpdateDisjointRowsExactly(TableMemory memory) {
        try (LocalEmbeddingTable alone = table(memory);
                LocalEmbeddingTable shared = table(memory);
                ThreadTeam team = new ThreadTeam(THREADS, "test")) {
            LocalEmbeddingTable[] views = {shared, shared.share(), shared.share(), shared.share()};
            team.run(member -> train(views[member], member));
            for (int member = 0; member < THREADS; member++) {
                train(alone, member);
            }
            assertSameRecords(shared, alone);
            int worker = 0;
            for (LocalEmbeddingTable view : views) {
                assertSameRecords(view, alone);
                for (int row : view.touchedRows()) {
                    assertThat(row % THREADS).isEqualTo(worker);
                }
                worker++;
            }
        }
    }

    /** Steps of a worker with rows of its own: those that leave this remainder. */
    private static void train(LocalEmbeddingTable table, int remainder) {
        Random random = new Random(remainder);
        HeapMatrix gradient = matrix();
        for (int i = 0; i < gradient.elements().length; i++) {
            gradient.elements()[i] = random.nextFloat() - 0.5f;
        }
        for (int step = 0; step < STEPS; step++) {
            int[] ids = random.ints(BATCH, 0, (ROWS - remainder - 1) / THREADS + 1)
                    .map(i -> i * THREADS + remainder)
                    .toArray();
            Gradients.apply(table, ids, gradient);
        }
    }

    private static void assertSameRecords(LocalEmbeddingTable table, LocalEmbeddingTable expected) {
        float[] record = new float[DIM + 1];
        float[] other = new float[DIM + 1];
        for (int row = 0; row < ROWS; row++) {
            table.readRecord(row, record, 0);
            expected.readRecord(row, other, 0);
            assertThat(record).as("row %d", row).containsExactly(other);
        }
    }

    private static HeapMatrix matrix() {
        HeapMatrix matrix = new HeapMatrix(DIM);
        matrix.ensureRows(BATCH);
        return matrix;
    }

    private static LocalEmbeddingTable table(TableMemory memory) {
        SparseOptimizerConfiguration optimizer =
                new SparseOptimizerConfiguration(SparseOptimizerType.ROW_WISE_ADAGRAD, 0.1);
        return new LocalEmbeddingTable(
                new TableSettings("item", ROWS, DIM, 3, 0.5f, optimizer, memory), 64 * (DIM + 1));
    }
}
