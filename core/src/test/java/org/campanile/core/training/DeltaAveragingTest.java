package org.campanile.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.campanile.core.collective.Collective;
import org.campanile.core.collective.Workers;
import org.campanile.core.config.AveragingConfiguration;
import org.campanile.core.config.AveragingConfiguration.Deltas;
import org.campanile.core.config.AveragingConfiguration.Exchange;
import org.campanile.core.config.AveragingConfiguration.Outer;
import org.campanile.core.model.ModelState;
import org.campanile.core.model.StateVector;
import org.campanile.core.nn.DenseNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DeltaAveragingTest {
    private static final int ROUNDS = 5;

    /** Values below 8, some ten roundings of half an ulp (2^-22) in each round, carried on by momentum. */
    private static final double FULL = 10 * ROUNDS * Math.scalb(1.0, -22);

    /** One worker's averaging of a network of its own, settled at the end of some rounds. */
    private static final class Replica implements AutoCloseable {
        private final Collective collective;
        private final DenseNetwork network = DriftingNetwork.create();
        private final OuterOptimizer outer;
        private final ParameterAveraging averaging;

        Replica(Collective collective, AveragingConfiguration configuration) {
            this.collective = collective;
            this.outer = OuterOptimizer.of(configuration, List.of(network));
            this.averaging = new ParameterAveraging(
                    configuration, collective, new ModelState(List.of(network), List.of()), outer);
        }

        void round(int number, RoundEnd end) {
            DriftingNetwork.train(network, collective.world().rank(), number);
            averaging.await();
            averaging.average(end);
        }

        float[] parameters() {
            return DriftingNetwork.parameters(network);
        }

        /** Takes over what a checkpoint holds. */
        void restore(Replica saved) {
            network.writeParameters(saved.parameters());
            for (int i = 0; i < outer.state().size(); i++) {
                StateVector vector = saved.outer.state().get(i);
                System.arraycopy(vector.values(), 0, outer.state().get(i).values(), 0, vector.values().length);
            }
        }

        @Override
        public void close() {
            averaging.close();
            network.close();
        }
    }

    private static AveragingConfiguration configuration(Outer outer, Deltas deltas, Exchange exchange) {
        return new AveragingConfiguration(
                1, outer, DriftingNetwork.MOMENTUM, DriftingNetwork.LEARNING_RATE, deltas, exchange);
    }

    private static double[] byFormula(Outer outer, int workers, int rounds) {
        return switch (outer) {
            case AVERAGE -> DriftingNetwork.averaged(workers, rounds);
            case NESTEROV -> DriftingNetwork.nesterov(workers, rounds);
        };
    }

    static Stream<Arguments> outersAndWorkers() {
        return Stream.of(Outer.values()).flatMap(outer -> Stream.of(2, 3, 4).map(size -> Arguments.of(outer, size)));
    }

    /*
     * After round r a worker has outer(rounds before r) and its own steps of round r. Those it pretends do not depend on
     * the parameters, so that a settled round has what blocking rounds have.
     */
    @ParameterizedTest
    @MethodSource("outersAndWorkers")
    void anOverlappedRoundOfOthersArrivesWithTheNext(Outer outer, int size) throws Exception {
        List<float[][]> workers = Workers.run(size, collective -> {
            float[][] afterRounds = new float[ROUNDS][];
            try (Replica replica = new Replica(collective, configuration(outer, Deltas.FULL, Exchange.OVERLAPPED))) {
                replica.averaging.begin();
                for (int round = 0; round < ROUNDS; round++) {
                    replica.round(round, round == ROUNDS - 1 ? RoundEnd.SETTLED : RoundEnd.OPEN);
                    afterRounds[round] = replica.parameters();
                }
            }
            return afterRounds;
        });

        for (int rank = 0; rank < size; rank++) {
            for (int round = 0; round < ROUNDS - 1; round++) {
                double[] common = byFormula(outer, size, round);
                for (int i = 0; i < common.length; i++) {
                    assertThat((double) workers.get(rank)[round][i])
                            .isCloseTo(common[i] + DriftingNetwork.drift(rank, round, i), within(FULL));
                }
            }
            assertClose(workers.get(rank)[ROUNDS - 1], byFormula(outer, size, ROUNDS), FULL);
            assertThat(ReplicaFixture.bits(workers.get(rank)[ROUNDS - 1]))
                    .isEqualTo(ReplicaFixture.bits(workers.get(0)[ROUNDS - 1]));
        }
    }

    @ParameterizedTest
    @MethodSource("outersAndWorkers")
    void halvesKeepAllWorkersAlikeAndASettledRoundOwesNothing(Outer outer, int size) throws Exception {
        List<float[][]> workers = Workers.run(size, collective -> {
            float[][] afterRounds = new float[ROUNDS][];
            try (Replica replica = new Replica(collective, configuration(outer, Deltas.HALF, Exchange.BLOCKING))) {
                replica.averaging.begin();
                for (int round = 0; round < ROUNDS; round++) {
                    replica.round(round, round == ROUNDS - 1 ? RoundEnd.SETTLED : RoundEnd.OPEN);
                    afterRounds[round] = replica.parameters();
                }
            }
            return afterRounds;
        });

        for (int round = 0; round < ROUNDS; round++) {
            for (float[][] worker : workers) {
                assertThat(ReplicaFixture.bits(worker[round])).isEqualTo(ReplicaFixture.bits(workers.get(0)[round]));
            }
            double[] expected = byFormula(outer, size, round + 1);
            // a worker owes at most half an ulp (2^-10) of partial sums below 4, and so does their mean; of it the last
            // of
            // five rounds with momentum have at most eta (1 + mu (1 + mu + mu^2 + mu^3 + mu^4)), which is below 4
            assertClose(workers.get(0)[round], expected, 4 * Math.scalb(1.0, -10));
        }
        if (outer == Outer.AVERAGE) {
            assertClose(workers.get(0)[ROUNDS - 1], byFormula(outer, size, ROUNDS), FULL);
        }
    }

    @ParameterizedTest
    @EnumSource(Exchange.class)
    void aTrainingResumedFromASettledRoundGoesOnToTheSameBits(Exchange exchange) throws Exception {
        AveragingConfiguration configuration = configuration(Outer.NESTEROV, Deltas.HALF, exchange);
        List<int[][]> both = Workers.run(2, collective -> {
            try (Replica whole = new Replica(collective, configuration);
                    Replica resumed = new Replica(collective, configuration)) {
                whole.averaging.begin();
                whole.round(0, RoundEnd.OPEN);
                whole.round(1, RoundEnd.SETTLED);
                resumed.restore(whole);
                int[] first = rest(whole);
                resumed.averaging.begin();
                return new int[][] {first, rest(resumed)};
            }
        });

        assertThat(both).allSatisfy(bits -> assertThat(bits[1]).isEqualTo(bits[0]));
        assertThat(both.get(1)[0]).isEqualTo(both.get(0)[0]);
    }

    private static int[] rest(Replica replica) {
        for (int round = 2; round < ROUNDS; round++) {
            replica.round(round, round == ROUNDS - 1 ? RoundEnd.SETTLED : RoundEnd.OPEN);
        }
        return ReplicaFixture.bits(replica.parameters());
    }

    private static void assertClose(float[] actual, double[] expected, double tolerance) {
        assertThat(actual).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).isCloseTo(expected[i], within(tolerance));
        }
    }
}
