package org.campanile.core.nn;

import java.util.Random;
import org.campanile.core.math.FloatMatrix;

/** What tests write to and read from dense networks. */
final class NetworkNumbers {
    private NetworkNumbers() {}

    static float[] floats(DenseNetwork network) {
        float[] values = new float[network.size()];
        network.readParameters(values);
        return values;
    }

    static double[] parameters(DenseNetwork network) {
        float[] values = floats(network);
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    /** Gives a network random parameters, biases included. */
    static void randomizeParameters(DenseNetwork network, Random random) {
        float[] values = new float[network.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * 0.7f;
        }
        network.writeParameters(values);
    }

    /** Fills the first rows with random numbers, which are returned. */
    static double[][] fill(FloatMatrix matrix, int rows, Random random) {
        double[][] values = new double[rows][matrix.columns()];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < matrix.columns(); column++) {
                float value = (float) random.nextGaussian();
                values[row][column] = value;
                matrix.set(row, column, value);
            }
        }
        return values;
    }
}
