package org.campanile.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.campanile.core.AllocatedBytes;
import org.campanile.core.collective.Collective;
import org.campanile.core.collective.CountingCollective;
import org.campanile.core.collective.Workers;
import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.L2Scope;
import org.campanile.core.config.SparseOptimizerConfiguration.SparseOptimizerType;
import org.campanile.core.math.FloatRows;
import org.campanile.core.math.HeapMatrix;
import org.campanile.core.optimizer.LearningRates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowExchangeTest {
    private static final int STEPS = 9;
    private static final int IDS = 11;

    /** One set of tables, of which every worker has the brands for itself, and another one. */
    private static final List<List<TableSettings>> SETS = List.of(
            List.of(settings("users", 53, 5), settings("brands", 7, 2), settings("items", 31, 3)),
            List.of(settings("queries", 17, 4), settings("authors", 3, 6)));

    private static final Set<String> SHARDED = Set.of("users", "items", "queries", "authors");

    private static TableSettings settings(String name, int rows, int dim) {
        SparseOptimizerConfiguration decaying =
                new SparseOptimizerConfiguration(SparseOptimizerType.ROW_WISE_ADAGRAD, 0.1, 0.01, L2Scope.WHOLE_TABLE);
        return new TableSettings(name, rows, dim, 11, 0.5f, decaying);
    }

    private static TableSettings plain(String name, int rows, int dim) {
        return new TableSettings(
                name, rows, dim, 11, 0.5f, new SparseOptimizerConfiguration(SparseOptimizerType.SGD, 0.1));
    }

    /** Tables that are looked up together, and room for two steps. */
    private static final class TableSet implements AutoCloseable {
        private final List<EmbeddingTable> tables;
        private final List<TableStep[]> steps = new ArrayList<>();
        private final List<List<RowExchange.Step>> rows = new ArrayList<>();

        TableSet(List<TableSettings> settings, ShardedTables maker, LearningRates rates) {
            this.tables = settings.stream().map(maker::make).toList();
            tables.forEach(table -> table.state().follow(rates));
            List<RowExchange> exchanges = RowExchange.among(tables);
            for (int i = 0; i < 2; i++) {
                TableStep[] step = tables.stream().map(EmbeddingTable::newStep).toArray(TableStep[]::new);
                steps.add(step);
                rows.add(exchanges.stream()
                        .map(exchange -> exchange.newStep(step))
                        .toList());
            }
        }

        /** Every third worker has no samples. */
        void prepare(int rank, int number) {
            for (int table = 0; table < tables.size(); table++) {
                Random random = random(table, rank, number);
                TableStep step = steps.get(number % 2)[table];
                step.clear();
                int count = (rank + number) % 3 == 2 ? 0 : IDS;
                int[] ids = random.ints(count, 0, tables.get(table).rows()).toArray();
                step.add(ids, 0, count, 0, 0, 0);
                tables.get(table).prepare(step);
            }
            rows.get(number % 2).forEach(RowExchange.Step::clear);
            rows.get(number % 2).forEach(RowExchange.Step::prepare);
        }

        /** Gradients are the looked up vectors plus noise, so that what was looked up decides what is learned. */
        void train(int rank, int number) {
            rows.get(number % 2).forEach(RowExchange.Step::fetch);
            for (int table = 0; table < tables.size(); table++) {
                Random random = random(table, rank, number);
                TableStep step = steps.get(number % 2)[table];
                tables.get(table).catchUp(step, 0, 1);
                HeapMatrix gradient = new HeapMatrix(tables.get(table).dim());
                gradient.ensureRows(IDS);
                int[] ids = new int[step.distinctRows()];
                Arrays.setAll(ids, step::row);
                tables.get(table).lookUp(ids, 0, ids.length, gradient, 0, 0);
                for (int i = 0; i < gradient.elements().length; i++) {
                    gradient.elements()[i] += (float) random.nextGaussian();
                }
                tables.get(table).update(step, new FloatRows[] {gradient}, 0, 1);
            }
            rows.get(number % 2).forEach(RowExchange.Step::deliver);
        }

        /** By the table's name, so that a table is drawn for alike in whatever set. */
        private Random random(int table, int rank, int number) {
            return new Random(tables.get(table).name().hashCode() + 100L * number + rank);
        }

        @Override
        public void close() {
            tables.forEach(EmbeddingTable::close);
        }
    }

    /** Trains sets of tables, one after the other in each step; returns the records of all sharded tables, on worker 0. */
    private static List<float[]> train(Collective collective, ShardedTables maker, List<List<TableSettings>> settings) {
        int rank = collective.world().rank();
        LearningRates rates = LearningRates.constant();
        List<TableSet> sets = settings.stream()
                .map(tables -> new TableSet(tables, maker, rates))
                .toList();
        try (Preparation preparation = new Preparation(sets, rank)) {
            preparation.begin(0);
            for (int number = 0; number < STEPS; number++) {
                rates.moveTo(number);
                preparation.await();
                if (number + 1 < STEPS) {
                    preparation.begin(number + 1);
                }
                for (TableSet set : sets) {
                    set.train(rank, number);
                }
            }
            rates.moveTo(STEPS);
            return records(maker, sets);
        } finally {
            sets.forEach(TableSet::close);
        }
    }

    /** Prepares the next step in a thread of its own. */
    private static final class Preparation implements AutoCloseable {
        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private final List<TableSet> sets;
        private final int rank;
        private Future<?> next = thread.submit(() -> {});

        Preparation(List<TableSet> sets, int rank) {
            this.sets = sets;
            this.rank = rank;
        }

        void begin(int number) {
            next = thread.submit(() -> sets.forEach(set -> set.prepare(rank, number)));
        }

        void await() {
            try {
                next.get(60, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new AssertionError("step not prepared", e);
            }
        }

        @Override
        public void close() {
            thread.shutdownNow();
        }
    }

    private static List<float[]> records(ShardedTables maker, List<TableSet> sets) {
        List<float[]> records = new ArrayList<>();
        maker.readByFirst(() -> {
            for (TableSet set : sets) {
                for (EmbeddingTable table : set.tables) {
                    if (SHARDED.contains(table.name())) {
                        records.add(read(table.state()));
                    }
                }
            }
        });
        return records;
    }

    private static float[] read(TableState state) {
        int width = state.dim() + state.stateSize();
        float[] records = new float[state.rows() * width];
        for (int row = 0; row < state.rows(); row++) {
            state.readRecord(row, records, row * width);
        }
        return records;
    }

    private static ShardedTables tables(Collective collective) {
        return new ShardedTables(SHARDED, LocalEmbeddingTable::new, collective);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void tablesThatTravelTogetherTrainAsEachByItself(int size) throws Exception {
        List<List<TableSettings>> oneByOne =
                SETS.stream().flatMap(List::stream).map(List::of).toList();

        List<float[]> together = Workers.run(size, collective -> train(collective, tables(collective), SETS))
                .get(0);
        List<float[]> alone = Workers.run(size, collective -> train(collective, tables(collective), oneByOne))
                .get(0);

        assertThat(together).hasSize(SHARDED.size());
        assertSame(together, alone);
    }

    private static void assertSame(List<float[]> actual, List<float[]> expected) {
        for (int table = 0; table < expected.size(); table++) {
            assertThat(actual.get(table)).isEqualTo(expected.get(table));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void rowNumbersThatTravelAheadChangeNothing(int size) throws Exception {
        List<float[]> ahead = Workers.runAhead(size, (collective, second) -> {
                    ShardedTables maker = new ShardedTables(SHARDED, LocalEmbeddingTable::new, collective, second);
                    return train(collective, maker, SETS);
                })
                .get(0);
        List<float[]> inTurn = Workers.run(size, collective -> train(collective, tables(collective), SETS))
                .get(0);

        assertSame(ahead, inTurn);
    }

    @Test
    void aStepOfManyTablesTakesFourExchanges() throws Exception {
        int exchanges = Workers.run(2, collective -> {
                    CountingCollective counting = new CountingCollective(collective);
                    train(counting, tables(counting), SETS);
                    return counting.allToAlls();
                })
                .get(0);

        // of counts, row numbers, vectors and gradients, for either of two sets; and one to read each table at the end
        assertThat(exchanges).isEqualTo(4 * SETS.size() * STEPS + SHARDED.size());
    }

    @Test
    void twoOfTheFourTravelAhead() throws Exception {
        Workers.runAhead(2, (collective, second) -> {
            CountingCollective main = new CountingCollective(collective);
            CountingCollective ahead = new CountingCollective(second);
            train(main, new ShardedTables(SHARDED, LocalEmbeddingTable::new, main, ahead), SETS);

            assertThat(main.allToAlls()).isEqualTo(2 * SETS.size() * STEPS + SHARDED.size());
            assertThat(ahead.allToAlls()).isEqualTo(2 * SETS.size() * STEPS);
            return true;
        });
    }

    /* A validation's rows are asked for in the training thread, while steps may be prepared. */
    @Test
    void rowsOfAStepThatWasNotPreparedAreAskedForWhenTheyAreFetched() throws Exception {
        Workers.runAhead(3, (collective, second) -> {
            CountingCollective ahead = new CountingCollective(second);
            ShardedTables maker = new ShardedTables(SHARDED, LocalEmbeddingTable::new, collective, ahead);
            try (EmbeddingTable table = maker.make(settings("items", 31, 3));
                    LocalEmbeddingTable whole = new LocalEmbeddingTable(settings("items", 31, 3))) {
                TableStep step = table.newStep();
                RowExchange.Step rows = RowExchange.among(List.of(table)).get(0).newStep(step);
                int[] ids = {30, 4, collective.world().rank()};
                step.add(ids, 0, ids.length, 0, 0, 0);
                rows.prepare();
                rows.clear();
                rows.fetch();

                assertThat(ahead.allToAlls()).isEqualTo(2);
                assertThat(lookUp(table, ids)).isEqualTo(lookUp(whole, ids));
                return true;
            }
        });
    }

    private static float[] lookUp(EmbeddingTable table, int[] ids) {
        HeapMatrix out = new HeapMatrix(table.dim());
        out.ensureRows(ids.length);
        table.lookUp(ids, 0, ids.length, out, 0, 0);
        return out.elements();
    }

    @Test
    void bothCollectivesCountTheirBytesTogether() throws Exception {
        long inTurn = Workers.run(2, collective -> {
                    train(collective, tables(collective), SETS);
                    return collective.bytesSent();
                })
                .get(0);
        long ahead = Workers.runAhead(2, (collective, second) -> {
                    train(collective, new ShardedTables(SHARDED, LocalEmbeddingTable::new, collective, second), SETS);
                    return collective.bytesSent();
                })
                .get(0);

        assertThat(ahead).isEqualTo(inTurn);
    }

    /* What is left are small objects of the four exchanges; the vectors of 256 rows of 5 numbers alone take 5 KiB. */
    @Test
    void aStepAllocatesNoArraysOnceItsLargestBatchWasSeen() throws Exception {
        int runs = 200;
        long bytes = Workers.run(1, collective -> {
                    ShardedTables maker = tables(collective);
                    try (EmbeddingTable users = maker.make(plain("users", 500, 5));
                            EmbeddingTable items = maker.make(plain("items", 300, 3))) {
                        Runnable step = step(users, items);
                        return AllocatedBytes.inSteadyState(step, runs * 1024L) / runs;
                    }
                })
                .get(0);

        assertThat(bytes).isLessThanOrEqualTo(1024);
    }

    private static Runnable step(EmbeddingTable users, EmbeddingTable items) {
        TableStep[] steps = {users.newStep(), items.newStep()};
        RowExchange.Step rows = RowExchange.among(List.of(users, items)).get(0).newStep(steps);
        int[] ids = new Random(1).ints(256, 0, items.rows()).toArray();
        HeapMatrix gradient = new HeapMatrix(users.dim());
        gradient.ensureRows(ids.length);
        FloatRows[] gradients = {gradient};
        return () -> {
            rows.clear();
            for (TableStep step : steps) {
                step.clear();
                step.add(ids, 0, ids.length, 0, 0, 0);
            }
            rows.prepare();
            rows.fetch();
            users.lookUp(ids, 0, ids.length, gradient, 0, 0);
            users.update(steps[0], gradients, 0, 1);
            items.update(steps[1], gradients, 0, 1);
            rows.deliver();
        };
    }

    @Test
    void tablesWithoutOwnersExchangeNothing() {
        try (LocalEmbeddingTable table = new LocalEmbeddingTable(settings("brands", 7, 2))) {
            assertThat(RowExchange.among(List.of(table))).isEmpty();
        }
    }
}
