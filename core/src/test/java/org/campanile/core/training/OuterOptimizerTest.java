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
import org.campanile.core.config.DenseOptimizerConfiguration;
import org.campanile.core.config.DenseOptimizerConfiguration.DenseOptimizerType;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.ModelState;
import org.campanile.core.model.StateVector;
import org.campanile.core.nn.Activation;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.DenseNetworkSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OuterOptimizerTest {
    private static final int ROUNDS = 5;
    private static final double MOMENTUM = 0.9;
    private static final double LEARNING_RATE = 0.7;

    private static DenseNetwork network() {
        return DenseNetwork.create(new DenseNetworkSettings(
                "tower",
                3,
                List.of(4),
                2,
                Activation.RELU,
                Activation.IDENTITY,
                new DenseOptimizerConfiguration(DenseOptimizerType.SGD, 0.1),
                5));
    }

    private static OuterOptimizer nesterov(double momentum, double learningRate, DenseNetwork network) {
        return OuterOptimizer.of(
                new AveragingConfiguration(1, Outer.NESTEROV, momentum, learningRate), List.of(network));
    }

    private static ParameterAveraging averaging(Collective collective, DenseNetwork network, OuterOptimizer outer) {
        ParameterAveraging averaging =
                new ParameterAveraging(collective, new ModelState(List.of(network), List.of()), outer);
        averaging.begin();
        return averaging;
    }

    private static float[] parameters(DenseNetwork network) {
        float[] values = new float[network.size()];
        network.readParameters(values);
        return values;
    }

    /** What a worker's steps of a round add to its parameters: a function of rank and round. */
    private static float drift(int rank, int round, int i) {
        return new Random(997L * rank + 31L * round + i).nextFloat() - 0.4f;
    }

    /** Pretends local steps. */
    private static void train(DenseNetwork network, int rank, int round) {
        float[] values = parameters(network);
        for (int i = 0; i < values.length; i++) {
            values[i] += drift(rank, round, i);
        }
        network.writeParameters(values);
    }

    /** The formula in double precision: d = x - y, m = mu m + d, x = x - eta (d + mu m). */
    private static double[] byFormula(int workers, int rounds) {
        double[] x;
        try (DenseNetwork network = network()) {
            float[] initial = parameters(network);
            x = new double[initial.length];
            for (int i = 0; i < x.length; i++) {
                x[i] = initial[i];
            }
        }
        double[] m = new double[x.length];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < x.length; i++) {
                double y = 0;
                for (int rank = 0; rank < workers; rank++) {
                    y += (x[i] + drift(rank, round, i)) / workers;
                }
                double d = x[i] - y;
                m[i] = MOMENTUM * m[i] + d;
                x[i] -= LEARNING_RATE * (d + MOMENTUM * m[i]);
            }
        }
        return x;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void nesterovFollowsItsFormulaWithTheSameBitsOnAllWorkers(int size) throws Exception {
        List<float[]> trained = Workers.run(size, collective -> {
            try (DenseNetwork network = network()) {
                ParameterAveraging averaging =
                        averaging(collective, network, nesterov(MOMENTUM, LEARNING_RATE, network));
                for (int round = 0; round < ROUNDS; round++) {
                    train(network, collective.world().rank(), round);
                    averaging.average();
                }
                return parameters(network);
            }
        });

        double[] expected = byFormula(size, ROUNDS);
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
            try (DenseNetwork plain = network();
                    DenseNetwork stepped = network()) {
                train(plain, collective.world().rank(), 0);
                train(stepped, collective.world().rank(), 0);
                averaging(collective, plain, new OuterAverage()).average();
                OuterOptimizer outer = nesterov(0, 1, stepped);
                try (DenseNetwork initial = network()) {
                    // the round began with the initial parameters
                    float[] moved = parameters(stepped);
                    stepped.writeParameters(parameters(initial));
                    ParameterAveraging averaging = averaging(collective, stepped, outer);
                    stepped.writeParameters(moved);
                    averaging.average();
                }
                return new float[][] {parameters(plain), parameters(stepped)};
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
            try (DenseNetwork whole = network();
                    DenseNetwork resumed = network()) {
                OuterOptimizer first = nesterov(MOMENTUM, LEARNING_RATE, whole);
                ParameterAveraging averaging = averaging(collective, whole, first);
                train(whole, rank, 0);
                averaging.average();
                OuterOptimizer second = nesterov(MOMENTUM, LEARNING_RATE, resumed);
                copy(first.state(), second.state());
                resumed.writeParameters(parameters(whole));
                ParameterAveraging goingOn = averaging(collective, resumed, second);
                for (int round = 1; round < ROUNDS; round++) {
                    train(whole, rank, round);
                    averaging.average();
                    train(resumed, rank, round);
                    goingOn.average();
                }
                return new int[][] {ReplicaFixture.bits(parameters(whole)), ReplicaFixture.bits(parameters(resumed))};
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
            try (DenseNetwork network = network()) {
                ParameterAveraging averaging = averaging(collective, network, new OuterAverage());
                for (int step = 0; step < steps; step++) {
                    step(network, samples(step, collective.world().rank(), 1, batch));
                    averaging.average();
                }
                return parameters(network);
            }
        });
        float[] joint;
        float[] untrained;
        try (DenseNetwork network = network()) {
            untrained = parameters(network);
            for (int step = 0; step < steps; step++) {
                step(network, samples(step, 0, size, batch));
            }
            joint = parameters(network);
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
