package org.campanile.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompositionTest {
    private static final int Q_DIM = 3;
    private static final double STEP = 1e-4;

    private static int rDim(Composition composition) {
        return composition == Composition.CONCAT ? 2 : Q_DIM;
    }

    private static double[] composed(Composition composition, double[] q, double[] r) {
        double[] x = new double[composition == Composition.CONCAT ? q.length + r.length : q.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = switch (composition) {
                case MULTIPLY -> q[i] * r[i];
                case ADD -> q[i] + r[i];
                case CONCAT -> i < q.length ? q[i] : r[i - q.length];
            };
        }
        return x;
    }

    @ParameterizedTest
    @EnumSource
    void aVectorIsAddedAsTheDefinitionHasIt(Composition composition) {
        Random random = new Random(1);
        double[] q = random.doubles(Q_DIM).toArray();
        double[] r = random.doubles(rDim(composition)).toArray();
        double[] expected = composed(composition, q, r);
        float[] out = new float[expected.length + 1];
        out[1] = 5;

        composition.addComposed(2f, shifted(q), 1, q.length, shifted(r), 1, r.length, out, 1);

        assertThat(out[0]).isZero();
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) out[1 + i]).isCloseTo(2 * expected[i] + (i == 0 ? 5 : 0), within(1e-6));
        }
    }

    @ParameterizedTest
    @EnumSource
    void gradientsAreCentralDifferencesOfAWeightedSum(Composition composition) {
        Random random = new Random(2);
        double[] q = random.doubles(Q_DIM).toArray();
        double[] r = random.doubles(rDim(composition)).toArray();
        double[] g = random.doubles(composed(composition, q, r).length).toArray();
        float[] byQ = shifted(q);
        float[] byR = shifted(r);

        composition.differentiate(shifted(g), 1, byQ, 1, q.length, byR, 1, r.length);

        for (double[] rows : new double[][] {q, r}) {
            float[] found = rows == q ? byQ : byR;
            for (int i = 0; i < rows.length; i++) {
                double value = rows[i];
                rows[i] = value + STEP;
                double above = weighted(g, composed(composition, q, r));
                rows[i] = value - STEP;
                double below = weighted(g, composed(composition, q, r));
                rows[i] = value;
                assertThat((double) found[1 + i]).isCloseTo((above - below) / (2 * STEP), within(1e-6));
            }
        }
    }

    private static double weighted(double[] weights, double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += weights[i] * x[i];
        }
        return sum;
    }

    /** From the second place on. */
    private static float[] shifted(double[] values) {
        float[] shifted = new float[values.length + 1];
        for (int i = 0; i < values.length; i++) {
            shifted[i + 1] = (float) values[i];
        }
        return shifted;
    }
}
