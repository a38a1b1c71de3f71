package org.campanile.core.training;

import java.util.List;
import java.util.Random;
import org.campanile.core.config.DenseOptimizerConfiguration;
import org.campanile.core.config.DenseOptimizerConfiguration.DenseOptimizerType;
import org.campanile.core.nn.Activation;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.DenseNetworkSettings;

/** A small network whose steps of a round are only pretended: they add what depends on rank, round and place alone. */
final class DriftingNetwork {
    static final double MOMENTUM = 0.9;
    static final double LEARNING_RATE = 0.7;

    private DriftingNetwork() {}

    static DenseNetwork create() {
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

    static float[] parameters(DenseNetwork network) {
        float[] values = new float[network.size()];
        network.readParameters(values);
        return values;
    }

    /** What a worker's steps of a round add to its parameters. */
    static float drift(int rank, int round, int i) {
        return new Random(997L * rank + 31L * round + i).nextFloat() - 0.4f;
    }

    /** Pretends the local steps of a round. */
    static void train(DenseNetwork network, int rank, int round) {
        float[] values = parameters(network);
        for (int i = 0; i < values.length; i++) {
            values[i] += drift(rank, round, i);
        }
        network.writeParameters(values);
    }

    static double[] initial() {
        try (DenseNetwork network = create()) {
            float[] values = parameters(network);
            double[] initial = new double[values.length];
            for (int i = 0; i < initial.length; i++) {
                initial[i] = values[i];
            }
            return initial;
        }
    }

    /** The mean of the workers' drifts. */
    static double meanDrift(int workers, int round, int i) {
        double sum = 0;
        for (int rank = 0; rank < workers; rank++) {
            sum += drift(rank, round, i);
        }
        return sum / workers;
    }

    /** Parameters after rounds that are averaged, in double precision. */
    static double[] averaged(int workers, int rounds) {
        double[] x = initial();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < x.length; i++) {
                x[i] += meanDrift(workers, round, i);
            }
        }
        return x;
    }

    /** Parameters after rounds with momentum, by its formula: d = x - y, m = mu m + d, x = x - eta (d + mu m). */
    static double[] nesterov(int workers, int rounds) {
        double[] x = initial();
        double[] m = new double[x.length];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < x.length; i++) {
                double d = -meanDrift(workers, round, i);
                m[i] = MOMENTUM * m[i] + d;
                x[i] -= LEARNING_RATE * (d + MOMENTUM * m[i]);
            }
        }
        return x;
    }
}
