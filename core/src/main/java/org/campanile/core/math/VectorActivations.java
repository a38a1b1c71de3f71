package org.campanile.core.math;

import static org.campanile.core.math.VectorLanes.LANES;
import static org.campanile.core.math.VectorLanes.broadcast;
import static org.campanile.core.math.VectorLanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Row by row in one pass each, whole vectors of columns first; {@link UnrolledActivations} does the columns that do not
 * fill one.
 */
final class VectorActivations implements ActivationKernels {
    private static final FloatVector ONE = broadcast(1f);

    @Override
    public void addBias(float[] x, int from, int rows, int columns, float[] bias, int biasFrom) {
        for (int r = 0; r < rows; r++) {
            VectorKernels.addRange(bias, biasFrom, x, from + r * columns, columns);
        }
    }

    @Override
    public void addColumnSums(float[] g, int from, int rows, int columns, float[] sums, int sumsFrom) {
        int r = 0;
        for (; r <= rows - 4; r += 4) {
            addFourRows(g, from + r * columns, columns, sums, sumsFrom);
        }
        for (; r < rows; r++) {
            VectorKernels.addRange(g, from + r * columns, sums, sumsFrom, columns);
        }
    }

    /* The sums are loaded and stored once for four rows. */
    private static void addFourRows(float[] g, int at, int columns, float[] sums, int sumsAt) {
        int c = 0;
        for (; c <= columns - LANES; c += LANES) {
            int p = at + c;
            FloatVector first = load(g, p).add(load(g, p + columns));
            FloatVector second = load(g, p + 2 * columns).add(load(g, p + 3 * columns));
            load(sums, sumsAt + c).add(first.add(second)).intoArray(sums, sumsAt + c);
        }
        for (; c < columns; c++) {
            int p = at + c;
            sums[sumsAt + c] += (g[p] + g[p + columns]) + (g[p + 2 * columns] + g[p + 3 * columns]);
        }
    }

    @Override
    public void relu(float[] x, int from, int rows, int columns, float[] bias, int biasFrom) {
        for (int r = 0; r < rows; r++) {
            reluRow(x, from + r * columns, columns, bias, biasFrom);
        }
    }

    private static void reluRow(float[] x, int at, int columns, float[] bias, int biasAt) {
        int c = 0;
        for (; c <= columns - LANES; c += LANES) {
            load(x, at + c).add(load(bias, biasAt + c)).max(0f).intoArray(x, at + c);
        }
        UnrolledActivations.reluRow(x, at + c, columns - c, bias, biasAt + c);
    }

    @Override
    public void reluBackward(
            float[] y, int yFrom, float[] g, int gFrom, int rows, int columns, float[] biasGradient, int biasFrom) {
        int r = 0;
        for (; r <= rows - 4; r += 4) {
            int row = r * columns;
            reluBackwardFourRows(y, yFrom + row, g, gFrom + row, columns, biasGradient, biasFrom);
        }
        for (; r < rows; r++) {
            int row = r * columns;
            UnrolledActivations.reluBackwardRow(y, yFrom + row, g, gFrom + row, columns, biasGradient, biasFrom);
        }
    }

    /* The sums are loaded and stored once for four rows. */
    private static void reluBackwardFourRows(
            float[] y, int yAt, float[] g, int gAt, int columns, float[] biasGradient, int biasAt) {
        int c = 0;
        for (; c <= columns - LANES; c += LANES) {
            int p = yAt + c;
            int q = gAt + c;
            FloatVector g0 = wherePositive(load(y, p), load(g, q));
            FloatVector g1 = wherePositive(load(y, p + columns), load(g, q + columns));
            FloatVector g2 = wherePositive(load(y, p + 2 * columns), load(g, q + 2 * columns));
            FloatVector g3 = wherePositive(load(y, p + 3 * columns), load(g, q + 3 * columns));
            g0.intoArray(g, q);
            g1.intoArray(g, q + columns);
            g2.intoArray(g, q + 2 * columns);
            g3.intoArray(g, q + 3 * columns);
            FloatVector sum = g0.add(g1).add(g2.add(g3));
            load(biasGradient, biasAt + c).add(sum).intoArray(biasGradient, biasAt + c);
        }
        for (int r = 0; r < 4 && c < columns; r++) {
            int p = r * columns + c;
            UnrolledActivations.reluBackwardRow(y, yAt + p, g, gAt + p, columns - c, biasGradient, biasAt + c);
        }
    }

    /**
     * g where y is above 0, else 0. Outputs of relu are never below 0, nor -0: the negative of their bits is negative
     * just where they are above 0, and its sign spread over all bits is the mask. Faster than a comparison.
     */
    private static FloatVector wherePositive(FloatVector y, FloatVector g) {
        IntVector mask = y.reinterpretAsInts().neg().lanewise(VectorOperators.ASHR, 31);
        return g.reinterpretAsInts().and(mask).reinterpretAsFloats();
    }

    @Override
    public void tanh(float[] x, int from, int rows, int columns, float[] bias, int biasFrom) {
        for (int r = 0; r < rows; r++) {
            tanhRow(x, from + r * columns, columns, bias, biasFrom);
        }
    }

    private static void tanhRow(float[] x, int at, int columns, float[] bias, int biasAt) {
        int c = 0;
        for (; c <= columns - LANES; c += LANES) {
            VectorExp.tanh(load(x, at + c).add(load(bias, biasAt + c))).intoArray(x, at + c);
        }
        UnrolledActivations.tanhRow(x, at + c, columns - c, bias, biasAt + c);
    }

    @Override
    public void tanhBackward(
            float[] y, int yFrom, float[] g, int gFrom, int rows, int columns, float[] biasGradient, int biasFrom) {
        for (int r = 0; r < rows; r++) {
            int row = r * columns;
            tanhBackwardRow(y, yFrom + row, g, gFrom + row, columns, biasGradient, biasFrom);
        }
    }

    private static void tanhBackwardRow(
            float[] y, int yAt, float[] g, int gAt, int columns, float[] biasGradient, int biasAt) {
        int c = 0;
        for (; c <= columns - LANES; c += LANES) {
            FloatVector output = load(y, yAt + c);
            FloatVector passed = load(g, gAt + c).mul(ONE.sub(output.mul(output)));
            passed.intoArray(g, gAt + c);
            load(biasGradient, biasAt + c).add(passed).intoArray(biasGradient, biasAt + c);
        }
        UnrolledActivations.tanhBackwardRow(y, yAt + c, g, gAt + c, columns - c, biasGradient, biasAt + c);
    }

    @Override
    public void sigmoid(float[] x, int from, int rows, int columns, float[] bias, int biasFrom) {
        for (int r = 0; r < rows; r++) {
            sigmoidRow(x, from + r * columns, columns, bias, biasFrom);
        }
    }

    private static void sigmoidRow(float[] x, int at, int columns, float[] bias, int biasAt) {
        int c = 0;
        for (; c <= columns - LANES; c += LANES) {
            VectorExp.sigmoid(load(x, at + c).add(load(bias, biasAt + c))).intoArray(x, at + c);
        }
        UnrolledActivations.sigmoidRow(x, at + c, columns - c, bias, biasAt + c);
    }

    @Override
    public void sigmoidBackward(
            float[] y, int yFrom, float[] g, int gFrom, int rows, int columns, float[] biasGradient, int biasFrom) {
        for (int r = 0; r < rows; r++) {
            int row = r * columns;
            sigmoidBackwardRow(y, yFrom + row, g, gFrom + row, columns, biasGradient, biasFrom);
        }
    }

    private static void sigmoidBackwardRow(
            float[] y, int yAt, float[] g, int gAt, int columns, float[] biasGradient, int biasAt) {
        int c = 0;
        for (; c <= columns - LANES; c += LANES) {
            FloatVector output = load(y, yAt + c);
            FloatVector passed = load(g, gAt + c).mul(output.mul(ONE.sub(output)));
            passed.intoArray(g, gAt + c);
            load(biasGradient, biasAt + c).add(passed).intoArray(biasGradient, biasAt + c);
        }
        UnrolledActivations.sigmoidBackwardRow(y, yAt + c, g, gAt + c, columns - c, biasGradient, biasAt + c);
    }
}
