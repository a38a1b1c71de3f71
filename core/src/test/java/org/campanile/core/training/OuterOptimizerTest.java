package org.campanile.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.campanile.core.collective.Collective;
import org.campanile.core.collective.Workers;
import org.campanile.core.config.AveragingConfiguration;
import org.campanile.core.config.AveragingConfiguration.Outer;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.ModelState;
import org.campanile.core.model.StateVector;
import org.campanile.core.nn.DenseNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OuterOptimizerTest {
    private static final int ROUNDS = 5;

    private static OuterOptimizer nesterov(double momentum, double learningRate, DenseNetwork network) {
        return OuterOptimizer.of(
                new AveragingConfiguration(1, Outer.NESTEROV, momentum, learningRate), List.of(network));
    }

    private static ParameterAveraging averaging(Collective collective, DenseNetwork network, OuterOptimizer outer) {
        ParameterAveraging averaging = new ParameterAveraging(
                new AveragingConfiguration(1), collective, new ModelState(List.of(network), List.of()), outer);
        averaging.begin();
        return averaging;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void nesterovFollowsItsFormulaWithTheSameBitsOnAllWorkers(int size) throws Exception {
        List<float[]> trained = Workers.run(size, collective -> {
            try (DenseNetwork network = DriftingNetwork.create()) {
                ParameterAveraging averaging = averaging(
                        collective,
                        network,
                        nesterov(DriftingNetwork.MOMENTUM, DriftingNetwork.LEARNING_RATE, network));
                for (int round = 0; round < ROUNDS; round++) {
                    DriftingNetwork.train(network, collective.world().rank(), round);
                    averaging.average(RoundEnd.SETTLED);
                }
                return DriftingNetwork.parameters(network);
            }
        });

        double[] expected = DriftingNetwork.nesterov(size, ROUNDS);
        for (int i = 0; i < expected.length; i++) {
            // values below 8, some ten roundings of half an ulp (2^-22) in each of five rounds, carried on by momentum
            assertThat((double) trained.get(0)[i]).isCloseTo(expected[i], within(50 * Math.scalb(1.0, -22)));
        }
        assertThat(trained)
                .allSatisfy(values ->
                        assertThat(ReplicaFixture.bits(values)).isEqualTo(ReplicaFixture.bits(trained.get(0))));
    }

    @Test
    void nesterovWithoutMomentumAtRateOneIsTheMean() throws Exception {
        List<float[][]> trained = Workers.run(2, collective -> {
            try (DenseNetwork plain = DriftingNetwork.create();
                    DenseNetwork stepped = DriftingNetwork.create()) {
                DriftingNetwork.train(plain, collective.world().rank(), 0);
                DriftingNetwork.train(stepped, collective.world().rank(), 0);
                averaging(collective, plain, new OuterAverage()).average(RoundEnd.SETTLED);
                OuterOptimizer outer = nesterov(0, 1, stepped);
                try (DenseNetwork initial = DriftingNetwork.create()) {
                    // the round began with the initial parameters
                    float[] moved = DriftingNetwork.parameters(stepped);
                    stepped.writeParameters(DriftingNetwork.parameters(initial));
                    ParameterAveraging averaging = averaging(collective, stepped, outer);
                    stepped.writeParameters(moved);
                    averaging.average(RoundEnd.SETTLED);
                }
                return new float[][] {DriftingNetwork.parameters(plain), DriftingNetwork.parameters(stepped)};
            }
        });

        for (float[][] both : trained) {
            for (int i = 0; i < both[0].length; i++) {
                // x - (x - y): two roundings of numbers below 2
                assertThat(both[1][i]).isCloseTo(both[0][i], within(2 * Math.ulp(1f)));
            }
        }
    }

    @Test
    void aResumedTrainingGoesOnToTheSameBits() throws Exception {
        List<int[][]> both = Workers.run(2, collective -> {
            int rank = collective.world().rank();
            try (DenseNetwork whole = DriftingNetwork.create();
                    DenseNetwork resumed = DriftingNetwork.create()) {
                OuterOptimizer first = nesterov(DriftingNetwork.MOMENTUM, DriftingNetwork.LEARNING_RATE, whole);
                ParameterAveraging averaging = averaging(collective, whole, first);
                DriftingNetwork.train(whole, rank, 0);
                averaging.average(RoundEnd.SETTLED);
                OuterOptimizer second = nesterov(DriftingNetwork.MOMENTUM, DriftingNetwork.LEARNING_RATE, resumed);
                copy(first.state(), second.state());
                resumed.writeParameters(DriftingNetwork.parameters(whole));
                ParameterAveraging goingOn = averaging(collective, resumed, second);
                for (int round = 1; round < ROUNDS; round++) {
                    DriftingNetwork.train(whole, rank, round);
                    averaging.average(RoundEnd.SETTLED);
                    DriftingNetwork.train(resumed, rank, round);
                    goingOn.average(RoundEnd.SETTLED);
                }
                return new int[][] {
                    ReplicaFixture.bits(DriftingNetwork.parameters(whole)),
                    ReplicaFixture.bits(DriftingNetwork.parameters(resumed))
                };
            }
        });

        assertThat(both).allSatisfy(bits -> assertThat(bits[1]).isEqualTo(bits[0]));
    }

    private static void copy(List<StateVector> from, List<StateVector> to) {
        for (int i = 0; i < from.size(); i++) {
            float[] values = from.get(i).values();
            System.arraycopy(values, 0, to.get(i).values(), 0, values.length);
        }
    }

    /* Means over equal batches: the mean of the workers' gradients is the gradient of the joint batch. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void averagingEveryStepWithSgdIsTrainingOnTheJointBatch(int size) throws Exception {
        int batch = 5;
        int steps = 20;
        List<float[]> parallel = Workers.run(size, collective -> {
            try (DenseNetwork network = DriftingNetwork.create()) {
                ParameterAveraging averaging = averaging(collective, network, new OuterAverage());
                for (int step = 0; step < steps; step++) {
                    step(network, samples(step, collective.world().rank(), 1, batch));
                    averaging.average(RoundEnd.SETTLED);
                }
                return DriftingNetwork.parameters(network);
            }
        });
        float[] joint;
        float[] untrained;
        try (DenseNetwork network = DriftingNetwork.create()) {
            untrained = DriftingNetwork.parameters(network);
            for (int step = 0; step < steps; step++) {
                step(network, samples(step, 0, size, batch));
            }
            joint = DriftingNetwork.parameters(network);
        }

        assertThat(joint).isNotEqualTo(untrained);
        for (float[] trained : parallel) {
            for (int i = 0; i < joint.length; i++) {
                assertThat((double) trained[i]).isCloseTo(joint[i], within(1e-6));
            }
        }
    }

    /** The samples of some ranks in a step: three inputs and two targets each. */
    private static List<float[]> samples(int step, int firstRank, int ranks, int batch) {
        List<float[]> samples = new ArrayList<>();
        for (int rank = firstRank; rank < firstRank + ranks; rank++) {
            Random random = new Random(100L * step + rank);
            for (int i = 0; i < batch; i++) {
                float[] sample = new float[5];
                for (int k = 0; k < sample.length; k++) {
                    sample[k] = 2 * random.nextFloat() - 1;
                }
                samples.add(sample);
            }
        }
        return samples;
    }

    /** One step down the mean over the samples of half the squared distance from the targets. */
    private static void step(DenseNetwork network, List<float[]> samples) {
        FloatMatrix input = network.input(samples.size());
        for (int row = 0; row < samples.size(); row++) {
            input.write(row, 0, samples.get(row), 0, 3);
        }
        FloatMatrix output = network.forward(samples.size());
        FloatMatrix gradient = network.outputGradient(samples.size());
        for (int row = 0; row < samples.size(); row++) {
            for (int k = 0; k < 2; k++) {
                gradient.set(row, k, (output.get(row, k) - samples.get(row)[3 + k]) / samples.size());
            }
        }
        network.backward(samples.size());
        network.update();
    }
}
