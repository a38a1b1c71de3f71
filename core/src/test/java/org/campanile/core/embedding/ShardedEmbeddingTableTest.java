package org.campanile.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.collective.Collective;
import org.campanile.core.collective.CollectiveException;
import org.campanile.core.collective.Workers;
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
import org.junit.jupiter.params.provider.ValueSource;

class ShardedEmbeddingTableTest {
    private static final int ROWS = 53;
    private static final int DIM = 5;
    private static final int STEPS = 12;
    private static final int IDS = 6;
    private static final int BAGS = 4;
    private static final int SINGLE = 0;
    private static final int POOLED = 1;

    private static TableSettings settings(SparseOptimizerConfiguration optimizer) {
        return new TableSettings("items", ROWS, DIM, 11, 0.5f, optimizer);
    }

    private static SparseOptimizerConfiguration adagrad() {
        return new SparseOptimizerConfiguration(SparseOptimizerType.ROW_WISE_ADAGRAD, 0.1);
    }

    private static ShardedTables tables(Collective collective) {
        /* Blocks of two or three records, so that reading a table takes many. */
        return new ShardedTables(
                Set.of("items"),
                LocalEmbeddingTable::new,
                new ShardLinks(collective, null),
                new RowCourier(collective, 3 * DIM));
    }

    /** A step of one table with its owners. */
    private static RowExchange.Step rowsOf(EmbeddingTable table, TableStep step) {
        return RowExchange.among(List.of(table)).get(0).newStep(step);
    }

    /** What a worker looks up in a step; every third of them has run out of samples. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Ids(int[] single, JaggedIds bags) {
        static Ids of(int rank, int step) {
            Random random = new Random(100L * step + rank);
            boolean isEmpty = (rank + step) % 3 == 2;
            List<Bag> bags = Stream.generate(() -> Bag.random(random, ROWS, true))
                    .limit(isEmpty ? 0 : BAGS)
                    .toList();
            return new Ids(random.ints(isEmpty ? 0 : IDS, 0, ROWS).toArray(), Bag.jagged(bags, true));
        }

        void addTo(TableStep step, int firstSource) {
            step.add(single, 0, single.length, firstSource + SINGLE, 0, 0);
            step.addPooled(bags, 0, bags.rows(), Pooling.SUM, firstSource + POOLED, 0, 0);
        }

        /** The looked up rows, one after the other. */
        float[] lookUp(EmbeddingTable table) {
            HeapMatrix out = new HeapMatrix(DIM);
            out.ensureRows(IDS + BAGS);
            table.lookUp(single, 0, single.length, out, 0, 0);
            table.lookUpPooled(bags, 0, bags.rows(), Pooling.SUM, out, IDS, 0);
            return out.elements().clone();
        }
    }

    /** Gradients by what a worker looked up, times a factor. */
    private static HeapMatrix[] gradients(int rank, int step, float factor) {
        Random random = new Random(7_000L + 100L * step + rank);
        return IntStream.of(IDS, BAGS)
                .mapToObj(rows -> {
                    HeapMatrix gradient = new HeapMatrix(DIM);
                    gradient.ensureRows(rows);
                    for (int i = 0; i < rows * DIM; i++) {
                        gradient.elements()[i] = factor * (float) random.nextGaussian();
                    }
                    return gradient;
                })
                .toArray(HeapMatrix[]::new);
    }

    /** What one worker saw in each step, and all records at the end, which worker 0 alone has. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Training(List<float[]> lookedUp, float[] records) {}

    private static Training trainSharded(Collective collective, SparseOptimizerConfiguration optimizer) {
        int rank = collective.world().rank();
        ShardedTables maker = tables(collective);
        List<float[]> lookedUp = new ArrayList<>();
        LearningRates rates = LearningRates.constant();
        try (EmbeddingTable table = maker.make(settings(optimizer))) {
            table.state().follow(rates);
            TableStep step = table.newStep();
            RowExchange.Step rows = rowsOf(table, step);
            for (int number = 0; number < STEPS; number++) {
                rates.moveTo(number);
                Ids ids = Ids.of(rank, number);
                step.clear();
                ids.addTo(step, 0);
                table.prepare(step);
                rows.fetch();
                lookedUp.add(ids.lookUp(table));
                FloatRows[] gradients = gradients(rank, number, 1f);
                table.update(step, gradients, 0, 2);
                table.update(step, gradients, 1, 2);
                rows.deliver();
            }
            rates.moveTo(STEPS);
            return new Training(lookedUp, wholeTable(maker, table.state()));
        }
    }

    private static float[] wholeTable(ShardedTables maker, TableState state) {
        float[] records = new float[state.rows() * (state.dim() + state.stateSize())];
        maker.readByFirst(() -> readAll(state, records));
        return records;
    }

    private static void readAll(TableState state, float[] records) {
        int width = state.dim() + state.stateSize();
        for (int row = 0; row < state.rows(); row++) {
            state.readRecord(row, records, row * width);
        }
    }

    /** One worker with the joint batch: the mean over the workers of their gradients. By worker what it would have seen. */
    private static List<Training> trainJointly(int workers, SparseOptimizerConfiguration optimizer) {
        List<List<float[]>> lookedUp =
                Stream.<List<float[]>>generate(ArrayList::new).limit(workers).toList();
        LearningRates rates = LearningRates.constant();
        try (LocalEmbeddingTable table = new LocalEmbeddingTable(settings(optimizer))) {
            table.follow(rates);
            TableStep step = table.newStep();
            for (int number = 0; number < STEPS; number++) {
                rates.moveTo(number);
                step.clear();
                FloatRows[] gradients = new FloatRows[2 * workers];
                for (int rank = 0; rank < workers; rank++) {
                    Ids.of(rank, number).addTo(step, 2 * rank);
                    System.arraycopy(gradients(rank, number, 1f / workers), 0, gradients, 2 * rank, 2);
                }
                table.catchUp(step, 0, 1);
                for (int rank = 0; rank < workers; rank++) {
                    lookedUp.get(rank).add(Ids.of(rank, number).lookUp(table));
                }
                table.update(step, gradients, 0, 1);
            }
            rates.moveTo(STEPS);
            float[] records = new float[ROWS * (DIM + table.stateSize())];
            readAll(table, records);
            return lookedUp.stream().map(seen -> new Training(seen, records)).toList();
        }
    }

    static Stream<Arguments> worldsAndOptimizers() {
        return Stream.of(1, 2, 3, 7)
                .flatMap(size -> Stream.of(SparseOptimizerType.values()).map(type -> Arguments.of(size, type)));
    }

    @ParameterizedTest
    @MethodSource("worldsAndOptimizers")
    void shardedEqualsOneWorkerWithTheJointBatch(int size, SparseOptimizerType type) throws Exception {
        assertSameTraining(size, new SparseOptimizerConfiguration(type, 0.1));
    }

    @ParameterizedTest
    @EnumSource(L2Scope.class)
    void decayActsAsOnOneWorker(L2Scope scope) throws Exception {
        assertSameTraining(3, new SparseOptimizerConfiguration(SparseOptimizerType.ROW_WISE_ADAGRAD, 0.1, 0.01, scope));
    }

    private static void assertSameTraining(int size, SparseOptimizerConfiguration optimizer) throws Exception {
        List<Training> sharded = Workers.run(size, collective -> trainSharded(collective, optimizer));
        List<Training> joint = trainJointly(size, optimizer);

        for (int rank = 0; rank < size; rank++) {
            for (int step = 0; step < STEPS; step++) {
                assertClose(
                        sharded.get(rank).lookedUp().get(step),
                        joint.get(rank).lookedUp().get(step));
            }
        }
        assertClose(sharded.get(0).records(), joint.get(0).records());
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-5));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 70})
    void initialValuesAreThoseOfAWholeTable(int size) throws Exception {
        List<float[]> sharded = Workers.run(size, collective -> {
            ShardedTables maker = tables(collective);
            try (EmbeddingTable table = maker.make(settings(adagrad()))) {
                return wholeTable(maker, table.state());
            }
        });

        try (LocalEmbeddingTable whole = new LocalEmbeddingTable(settings(adagrad()))) {
            float[] records = new float[ROWS * (DIM + 1)];
            readAll(whole, records);
            assertThat(sharded.get(0)).isEqualTo(records);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void eachWorkerTakesItsOwnRowsFromAWholeTable(int size) throws Exception {
        float[] written = new float[ROWS * (DIM + 1)];
        for (int i = 0; i < written.length; i++) {
            written[i] = i / 8f;
        }

        List<float[]> read = Workers.run(size, collective -> {
            ShardedTables maker = tables(collective);
            try (EmbeddingTable table = maker.make(settings(adagrad()))) {
                for (int row = 0; row < ROWS; row++) {
                    table.state().writeRecord(row, written, row * (DIM + 1));
                }
                return wholeTable(maker, table.state());
            }
        });

        assertThat(read.get(0)).isEqualTo(written);
    }

    @ParameterizedTest
    @EnumSource(TableMemory.class)
    void rowsMayBeKeptAnywhere(TableMemory memory) throws Exception {
        List<Training> trained = Workers.run(2, collective -> {
            ShardedTables maker = tables(collective);
            try (EmbeddingTable table = maker.make(settings(adagrad()).withMemory(memory))) {
                float[] records = wholeTable(maker, table.state());
                return new Training(List.of(), records);
            }
        });

        assertThat(trained.get(0).records()).hasSize(ROWS * (DIM + 1)).doesNotContain(Float.NaN);
    }

    @Test
    void aRowThatWasNotFetchedIsNamed() throws Exception {
        List<Boolean> named = Workers.run(2, collective -> {
            try (EmbeddingTable table = tables(collective).make(settings(adagrad()))) {
                TableStep step = table.newStep();
                step.add(new int[] {4, 7}, 0, 2, 0, 0, 0);
                rowsOf(table, step).fetch();
                HeapMatrix out = new HeapMatrix(DIM);
                out.ensureRows(1);
                assertThatThrownBy(() -> table.lookUp(new int[] {5}, 0, 1, out, 0, 0))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("table items is sharded: row 5 is not among those that were fetched for the step");
                table.lookUp(new int[] {7}, 0, 1, out, 0, 0);
                return true;
            }
        });

        assertThat(named).containsOnly(true);
    }

    @Test
    void aRowOfAnotherWorkerIsReadWhileTheOthersServeAlone() throws Exception {
        List<Boolean> named = Workers.run(2, collective -> {
            try (EmbeddingTable table = tables(collective).make(settings(adagrad()))) {
                int ofTheOther = 1 - collective.world().rank();
                assertThatThrownBy(() -> table.state().readRecord(ofTheOther, new float[DIM + 1], 0))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("table items is sharded: worker "
                                + collective.world().rank() + " does not have row " + ofTheOther);
                return true;
            }
        });

        assertThat(named).containsOnly(true);
    }

    @Test
    void aReadingThatFailsLetsTheOthersGoOn() throws Exception {
        List<Boolean> over = Workers.run(3, collective -> {
            ShardedTables maker = tables(collective);
            try (EmbeddingTable table = maker.make(settings(adagrad()))) {
                if (collective.world().rank() == 0) {
                    assertThatThrownBy(() -> maker.readByFirst(() -> {
                                table.state().readRecord(1, new float[DIM + 1], 0);
                                throw new IllegalArgumentException("no room");
                            }))
                            .hasMessage("no room");
                } else {
                    maker.readByFirst(() -> {
                        throw new AssertionError("worker 0 alone reads");
                    });
                }
                collective.barrier();
                return true;
            }
        });

        assertThat(over).containsOnly(true);
    }

    @Test
    void aWorkerThatVanishesWithinAStepEndsTheOthers() throws Exception {
        List<Throwable> failures = new ArrayList<>();
        Workers.run(3, collective -> {
            try (EmbeddingTable table = tables(collective).make(settings(adagrad()))) {
                TableStep step = table.newStep();
                RowExchange.Step rows = rowsOf(table, step);
                rows.fetch();
                if (collective.world().rank() == 1) {
                    collective.close();
                    return null;
                }
                rows.deliver();
                rows.fetch();
            } catch (CollectiveException e) {
                synchronized (failures) {
                    failures.add(e);
                }
            }
            return null;
        });

        assertThat(failures)
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure)
                        .hasMessageMatching(
                                "rank [02] of 3: all-to-all with rank \\d \\(in this JVM\\) failed after .*"));
    }

    @Test
    void whatIsExchangedGrowsWithTheStepNotWithTheTable() throws Exception {
        long small = bytesOfOneStep(1_000);
        long large = bytesOfOneStep(10_000_000);

        // 2 workers, 8 rows each, half of them of the other: of each a row number, 5 weights and 5 gradients; one count
        assertThat(small).isEqualTo(4 * (4 * (1 + 5 + 5) + 1));
        assertThat(large).isEqualTo(small);
    }

    private static long bytesOfOneStep(int rows) throws Exception {
        return Workers.run(2, collective -> {
                    TableSettings settings = settings(adagrad()).withRows(rows);
                    try (EmbeddingTable table = tables(collective).make(settings)) {
                        TableStep step = table.newStep();
                        step.add(new int[] {0, 1, 2, 3, 994, 995, 996, 997, 2, 2}, 0, 10, 0, 0, 0);
                        RowExchange.Step exchanged = rowsOf(table, step);
                        exchanged.fetch();
                        HeapMatrix gradient = new HeapMatrix(DIM);
                        gradient.ensureRows(10);
                        table.update(step, new FloatRows[] {gradient}, 0, 1);
                        exchanged.deliver();
                        return collective.bytesSent();
                    }
                })
                .get(0);
    }
}
