package org.campanile.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.campanile.core.loss.ReferenceSoftmax.Row;
import org.campanile.core.math.FloatMatrix;
import org.junit.jupiter.params.provider.Arguments;

/** Random vectors of users and items with what a softmax made of them, and the check against the definition. */
final class SoftmaxFixture implements AutoCloseable {
    /** So few that accidental hits are frequent. */
    static final int ITEMS = 40;

    private static final double STEP = 1e-5;

    private final FloatMatrix u;
    private final FloatMatrix v;
    private final FloatMatrix du;
    private final FloatMatrix dv;
    private final float[] rewards;

    /** Gradients start as NaN: what is not written shows. */
    private SoftmaxFixture(FloatMatrix u, FloatMatrix v) {
        this.u = u;
        this.v = v;
        this.du = new FloatMatrix(u.rows(), u.columns());
        this.dv = new FloatMatrix(v.rows(), v.columns());
        this.rewards = new float[u.rows()];
        du.fill(Float.NaN);
        dv.fill(Float.NaN);
        for (int i = 0; i < rewards.length; i++) {
            rewards[i] = i % 5 == 3 ? 0 : i % 7 == 2 ? 0.5f : 1;
        }
    }

    static SoftmaxFixture random(int users, int items, int dim, Random random) {
        return new SoftmaxFixture(gaussian(users, dim, random), gaussian(items, dim, random));
    }

    /** Every combination of temperature, correction and treatment of accidental hits. */
    static Stream<Arguments> options() {
        return Stream.of(0.1, 1.0, 7.0)
                .flatMap(temperature -> Stream.of(new float[0], logQ())
                        .flatMap(logQ ->
                                Stream.of(AccidentalHits.values()).map(hits -> Arguments.of(temperature, logQ, hits))));
    }

    static float[] logQ() {
        Random random = new Random(77);
        float[] logQ = new float[ITEMS];
        for (int item = 0; item < ITEMS; item++) {
            logQ[item] = -1 - 8 * random.nextFloat();
        }
        return logQ;
    }

    private static FloatMatrix gaussian(int rows, int columns, Random random) {
        FloatMatrix matrix = new FloatMatrix(rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            matrix.buffer().put(i, (float) (random.nextGaussian() / Math.sqrt(columns)));
        }
        return matrix;
    }

    /** Vectors of the users, {@code [users, dim]}. */
    FloatMatrix u() {
        return u;
    }

    /** Vectors of the items, {@code [items, dim]}. */
    FloatMatrix v() {
        return v;
    }

    FloatMatrix du() {
        return du;
    }

    FloatMatrix dv() {
        return dv;
    }

    float[] rewards() {
        return rewards;
    }

    static int[] items(int count, Random random) {
        return random.ints(count, 0, ITEMS).toArray();
    }

    /** Every user with the items of all, repetitions included; distinct items have vectors, in the order of their coming. */
    static Row[] inBatch(int[] items) {
        List<Integer> distinct = IntStream.of(items).distinct().boxed().toList();
        int[] vectors = IntStream.of(items).map(distinct::indexOf).toArray();
        return IntStream.range(0, items.length)
                .mapToObj(i -> new Row(items, vectors, i))
                .toArray(Row[]::new);
    }

    /** Number of distinct items. */
    static int distinct(int[] items) {
        return (int) IntStream.of(items).distinct().count();
    }

    /** Sums of n products round by about n 2^-24 of their terms, whose absolute sum is at most about the scale. */
    void assertAgrees(ReferenceSoftmax reference, Row[] rows, double meanLoss) {
        double[][] users = doubles(u);
        double[][] items = doubles(v);
        double[][] userGradients = new double[u.rows()][u.columns()];
        double[][] itemGradients = new double[v.rows()][v.columns()];
        reference.gradients(users, items, rows, userGradients, itemGradients);

        double tolerance = 3e-6 / Math.min(1, reference.temperature());
        assertThat(meanLoss).as("mean loss").isCloseTo(reference.loss(users, items, rows), within(10 * tolerance));
        assertClose("user", du, userGradients, tolerance);
        assertClose("item", dv, itemGradients, tolerance);
    }

    private static void assertClose(String name, FloatMatrix found, double[][] expected, double tolerance) {
        for (int row = 0; row < expected.length; row++) {
            for (int d = 0; d < found.columns(); d++) {
                assertThat((double) found.get(row, d))
                        .as("gradient by %s %d, column %d", name, row, d)
                        .isCloseTo(expected[row][d], within(tolerance * (1 + Math.abs(expected[row][d]))));
            }
        }
    }

    void assertNoGradients() {
        for (FloatMatrix gradients : List.of(du, dv)) {
            for (float gradient : elements(gradients)) {
                assertThat(gradient).isZero();
            }
        }
    }

    void assertGradientsAreCentralDifferences(ReferenceSoftmax reference, Row[] rows) {
        double[][] users = doubles(u);
        double[][] items = doubles(v);
        assertCentralDifferences("user", users, du, users, items, reference, rows);
        assertCentralDifferences("item", items, dv, users, items, reference, rows);
    }

    private static void assertCentralDifferences(
            String name,
            double[][] varied,
            FloatMatrix found,
            double[][] users,
            double[][] items,
            ReferenceSoftmax reference,
            Row[] rows) {
        for (int row = 0; row < varied.length; row++) {
            for (int d = 0; d < varied[row].length; d++) {
                double value = varied[row][d];
                varied[row][d] = value + STEP;
                double above = reference.loss(users, items, rows);
                varied[row][d] = value - STEP;
                double below = reference.loss(users, items, rows);
                varied[row][d] = value;
                double expected = (above - below) / (2 * STEP);
                assertThat((double) found.get(row, d))
                        .as(
                                "gradient by %s[%d][%d]: found %.8f, central differences say %.8f",
                                name, row, d, found.get(row, d), expected)
                        .isCloseTo(expected, within(2e-5 * Math.abs(expected) + 2e-6));
            }
        }
    }

    static double[][] doubles(FloatMatrix matrix) {
        double[][] values = new double[matrix.rows()][matrix.columns()];
        for (int row = 0; row < matrix.rows(); row++) {
            for (int column = 0; column < matrix.columns(); column++) {
                values[row][column] = matrix.get(row, column);
            }
        }
        return values;
    }

    static float[] elements(FloatMatrix matrix) {
        float[] elements = new float[matrix.rows() * matrix.columns()];
        matrix.buffer().get(0, elements);
        return elements;
    }

    @Override
    public void close() {
        u.close();
        v.close();
        du.close();
        dv.close();
    }
}
