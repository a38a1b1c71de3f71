package org.campanile.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.campanile.core.collective.Collective;
import org.campanile.core.collective.Workers;
import org.campanile.core.config.AveragingConfiguration;
import org.campanile.core.config.DenseOptimizerConfiguration;
import org.campanile.core.config.DenseOptimizerConfiguration.DenseOptimizerType;
import org.campanile.core.embedding.LocalEmbeddingTable;
import org.campanile.core.embedding.TableState;
import org.campanile.core.model.ModelState;
import org.campanile.core.nn.Activation;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.DenseNetworkSettings;
import org.campanile.core.nn.DenseParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterAveragingTest {
    static Stream<Arguments> worldsAndRows() {
        return Stream.of(2, 3, 4, 7).flatMap(size -> Stream.of(1, 3, 40, 997).map(rows -> Arguments.of(size, rows)));
    }

    @ParameterizedTest
    @MethodSource("worldsAndRows")
    void replicatedSparseAveragingEqualsItsDenseDefinitionExactly(int size, int rows) throws Exception {
        float[] expected = denseDefinition(size, rows, ReplicaFixture::exactRecord);

        List<float[]> averaged =
                Workers.run(size, collective -> averaged(collective, rows, ReplicaFixture::exactRecord));

        for (float[] records : averaged) {
            assertThat(records).isEqualTo(expected);
        }
    }

    /**
     * The mean, over the workers that touched a row, of that row; all others stay. Summed as whole matrices with a
     * matrix of counts.
     */
    private static float[] denseDefinition(int size, int rows, ReplicaFixture.Records records) {
        float[] sums = new float[rows * ReplicaFixture.WIDTH];
        float[] counts = new float[rows * ReplicaFixture.WIDTH];
        for (int rank = 0; rank < size; rank++) {
            for (int row : ReplicaFixture.someRows(rows, rank)) {
                float[] record = records.record(row, rank);
                for (int k = 0; k < ReplicaFixture.WIDTH; k++) {
                    sums[row * ReplicaFixture.WIDTH + k] += record[k];
                    counts[row * ReplicaFixture.WIDTH + k] += 1;
                }
            }
        }
        try (LocalEmbeddingTable untouched = ReplicaFixture.table("items", rows)) {
            float[] means = ReplicaFixture.recordsOf(untouched);
            for (int i = 0; i < means.length; i++) {
                means[i] = counts[i] == 0 ? means[i] : sums[i] / counts[i];
            }
            return means;
        }
    }

    private static ParameterAveraging averaging(
            Collective collective, List<DenseParameters> networks, List<TableState> tables) {
        return new ParameterAveraging(
                new AveragingConfiguration(1), collective, new ModelState(networks, tables), new OuterAverage());
    }

    /** The records of a worker's replica after its changes and one averaging. */
    private static float[] averaged(Collective collective, int rows, ReplicaFixture.Records records) {
        int rank = collective.world().rank();
        try (LocalEmbeddingTable table = ReplicaFixture.table("items", rows)) {
            ReplicaFixture.change(table, ReplicaFixture.someRows(rows, rank), rank, records);
            averaging(collective, List.of(), List.of(table)).average(RoundEnd.OPEN);
            assertThat(table.touchedRows()).isEmpty();
            return ReplicaFixture.recordsOf(table);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7})
    void anyRowsHaveTheSameBitsOnAllWorkers(int size) throws Exception {
        List<float[]> averaged = Workers.run(size, collective -> averaged(collective, 200, ReplicaFixture::anyRecord));

        float[] definition = denseDefinition(size, 200, ReplicaFixture::anyRecord);
        for (float[] records : averaged) {
            assertThat(ReplicaFixture.bits(records)).isEqualTo(ReplicaFixture.bits(averaged.get(0)));
        }
        for (int i = 0; i < definition.length; i++) {
            // up to 7 numbers below 500 summed in another order: 6 roundings each way by half an ulp of 4,000
            assertThat((double) averaged.get(0)[i]).isCloseTo(definition[i], within(12 * Math.ulp(4000f) / 2.0));
        }
    }

    @Test
    void windowsAndBlocksDoNotChangeTheResult() throws Exception {
        int rows = 300;
        List<float[]> averaged = Workers.run(3, collective -> {
            int rank = collective.world().rank();
            try (LocalEmbeddingTable table = ReplicaFixture.table("items", rows);
                    LocalEmbeddingTable untouched = ReplicaFixture.table("others", rows)) {
                ReplicaFixture.change(table, ReplicaFixture.someRows(rows, rank), rank, ReplicaFixture::exactRecord);
                // about 300 rows are told by three workers: windows of at most 7, blocks of two records
                new TableAveraging(collective, 7, 2 * ReplicaFixture.WIDTH + 1).average(List.of(table, untouched));
                return ReplicaFixture.recordsOf(table);
            }
        });

        for (float[] records : averaged) {
            assertThat(records).isEqualTo(denseDefinition(3, rows, ReplicaFixture::exactRecord));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void denseParametersAndOptimizerStateBecomeTheMeanOfAllWorkers(int size) throws Exception {
        List<float[][]> averaged = Workers.run(size, collective -> {
            int rank = collective.world().rank();
            try (DenseNetwork network = network()) {
                network.writeParameters(exactVector(network.size(), rank));
                network.writeUpdaterState(exactVector(network.updaterStateSize(), rank + 100));
                network.setIteration(40 + rank % 2);
                averaging(collective, List.of(network), List.of()).average(RoundEnd.OPEN);
                float[] parameters = new float[network.size()];
                float[] updaterState = new float[network.updaterStateSize()];
                network.readParameters(parameters);
                network.readUpdaterState(updaterState);
                return new float[][] {parameters, updaterState, {network.iteration()}};
            }
        });

        for (float[][] state : averaged) {
            assertThat(state[0]).isEqualTo(meanOfExactVectors(size, state[0].length, 0));
            assertThat(state[1]).hasSizeGreaterThan(0).isEqualTo(meanOfExactVectors(size, state[1].length, 100));
            assertThat(state[2]).as("the largest step counter").containsExactly(41);
        }
    }

    private static DenseNetwork network() {
        return DenseNetwork.create(new DenseNetworkSettings(
                "tower",
                3,
                List.of(4),
                2,
                Activation.RELU,
                Activation.IDENTITY,
                new DenseOptimizerConfiguration(DenseOptimizerType.ADAM, 0.01),
                5));
    }

    /** Multiples of 1/8 below 16, whose sums are exact. */
    private static float[] exactVector(int length, int seed) {
        Random random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (1 + random.nextInt(127)) / 8f;
        }
        return values;
    }

    private static float[] meanOfExactVectors(int size, int length, int firstSeed) {
        float[] mean = new float[length];
        for (int rank = 0; rank < size; rank++) {
            float[] values = exactVector(length, firstSeed + rank);
            for (int i = 0; i < length; i++) {
                mean[i] += values[i];
            }
        }
        for (int i = 0; i < length; i++) {
            mean[i] /= size;
        }
        return mean;
    }

    @Test
    void onlyTouchedRowsTravelHoweverLargeTheTable() throws Exception {
        // lengths of three gatherings (iterations, of which there are none; counts; rows): 3 * 4;
        // one count: 4; three rows: 3 * 4; five different rows of six numbers, of which half twice: 5 * 6 * 4
        long bytes = 3 * 4 + 4 + 3 * 4 + 5 * 6 * 4L;

        assertThat(bytesOfARound(10_000)).containsOnly(bytes);
        assertThat(bytesOfARound(100_000)).containsOnly(bytes);
    }

    private static List<Long> bytesOfARound(int rows) throws Exception {
        return Workers.run(2, collective -> {
            int rank = collective.world().rank();
            try (LocalEmbeddingTable table = ReplicaFixture.table("items", rows)) {
                int[] touched = rank == 0 ? new int[] {7, 500, 9_999} : new int[] {500, 2000, 3000};
                ReplicaFixture.change(table, touched, rank, ReplicaFixture::exactRecord);
                ParameterAveraging averaging = averaging(collective, List.of(), List.of(table));
                averaging.average(RoundEnd.OPEN);
                assertThat(averaging.seconds()).isPositive();
                return collective.bytesSent();
            }
        });
    }

    @Test
    void aWorkerAloneForgetsItsTouchedRowsAndChangesNothing() throws Exception {
        List<Boolean> unchanged = Workers.run(1, collective -> {
            try (LocalEmbeddingTable table = ReplicaFixture.table("items", 10)) {
                ReplicaFixture.change(table, new int[] {1, 3}, 0, ReplicaFixture::anyRecord);
                float[] before = ReplicaFixture.recordsOf(table);
                ParameterAveraging averaging = averaging(collective, List.of(), List.of(table));
                averaging.average(RoundEnd.OPEN);
                return Arrays.equals(ReplicaFixture.recordsOf(table), before)
                        && table.touchedRows().length == 0
                        && collective.bytesSent() == 0;
            }
        });

        assertThat(unchanged).containsExactly(true);
    }

    @Test
    void repeatedRoundsAverageOnlyWhatChangedSince() throws Exception {
        List<float[]> averaged = Workers.run(2, collective -> {
            int rank = collective.world().rank();
            try (LocalEmbeddingTable table = ReplicaFixture.table("items", 4)) {
                ParameterAveraging averaging = averaging(collective, List.of(), List.of(table));
                ReplicaFixture.change(table, new int[] {0, 1}, rank, (row, worker) -> filled(4 * (worker + 1)));
                averaging.average(RoundEnd.OPEN); // (4 + 8) / 2 in rows 0 and 1
                if (rank == 1) {
                    ReplicaFixture.change(table, new int[] {1}, rank, (row, worker) -> filled(50));
                }
                averaging.average(RoundEnd.OPEN); // row 1 changed on worker 1 alone
                return ReplicaFixture.recordsOf(table);
            }
        });

        for (float[] records : averaged) {
            assertThat(Arrays.copyOf(records, ReplicaFixture.WIDTH)).containsOnly(6);
            assertThat(Arrays.copyOfRange(records, ReplicaFixture.WIDTH, 2 * ReplicaFixture.WIDTH))
                    .containsOnly(50);
        }
    }

    private static float[] filled(float value) {
        float[] record = new float[ReplicaFixture.WIDTH];
        Arrays.fill(record, value);
        return record;
    }
}
