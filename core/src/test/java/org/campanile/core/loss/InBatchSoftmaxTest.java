package org.campanile.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.parallel.Shares;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InBatchSoftmaxTest {
    private static final float[] NO_CORRECTION = new float[0];

    @Test
    void lossIsMinusTheLogOfTheProbabilityOfTheOwnItem() {
        // Scores u v / t with t = 0.5: user 0: 2, 1; user 1: -1, -0.5, corrected by log q = (-1, -2): 3, 3 and 0, 1.5.
        // -log(exp(3) / (exp(3) + exp(3))) = log 2 = 0.693147; -log(1 / (1 + exp(-1.5))) = 0.201413; sum 0.894561.
        try (FloatMatrix u = columnOf(1f, -0.5f);
                FloatMatrix v = columnOf(1f, 0.5f);
                FloatMatrix du = new FloatMatrix(2, 1);
                FloatMatrix dv = new FloatMatrix(2, 1);
                InBatchSoftmax softmax = new InBatchSoftmax(1, 1, 0.5)) {
            SoftmaxItems batch = batch(new int[] {0, 1}, AccidentalHits.MASK, new float[] {-1f, -2f});
            double loss = softmax.lossAndGradients(0, u, v, batch, du);
            softmax.sumItemGradients(0, batch, 0, batch.itemCount(), dv);

            assertThat(loss).isCloseTo(0.894561, within(1e-6));
            // With p = (0.5, 0.5) and (0.182426, 0.817574), d L / d S is (p - 1) / 2 on the diagonal, p / 2 beside it:
            // G = (-0.25, 0.25; 0.091213, -0.091213). d U = G V / t, d V = G^T U / t.
            assertThat(SoftmaxFixture.elements(du)).containsExactly(new float[] {-0.25f, 0.091213f}, within(1e-6f));
            assertThat(SoftmaxFixture.elements(dv)).containsExactly(new float[] {-0.591213f, 0.591213f}, within(1e-6f));
        }
    }

    static Stream<Arguments> sizes() {
        int[][] sizes = {{1, 1}, {2, 3}, {3, 1}, {7, 5}, {31, 17}, {257, 8}, {523, 33}};
        return Stream.of(sizes)
                .flatMap(size -> Stream.of(1, 2, 3).map(members -> Arguments.of(size[0], size[1], members)));
    }

    @ParameterizedTest(name = "{0} x {1}, {2} members")
    @MethodSource("sizes")
    void agreesWithTheDefinition(int count, int dim, int members) {
        Random random = new Random(count);
        int[] items = SoftmaxFixture.items(count, random);
        float[] logQ = SoftmaxFixture.logQ();
        try (SoftmaxFixture fixture = SoftmaxFixture.random(count, SoftmaxFixture.distinct(items), dim, random);
                InBatchSoftmax softmax = new InBatchSoftmax(dim, members, 0.3)) {
            double loss = run(softmax, members, fixture, items, AccidentalHits.MASK, logQ);
            fixture.assertAgrees(
                    new ReferenceSoftmax(0.3, true, logQ, fixture.rewards()),
                    SoftmaxFixture.inBatch(items),
                    loss / count);
        }
    }

    @ParameterizedTest
    @MethodSource("org.campanile.core.loss.SoftmaxFixture#options")
    void gradientsAreTheCentralDifferencesOfTheLoss(double temperature, float[] logQ, AccidentalHits hits) {
        Random random = new Random(5);
        int[] items = {3, 9, 3, 0, 9, 12, 3};
        try (SoftmaxFixture fixture = SoftmaxFixture.random(7, 4, 5, random);
                InBatchSoftmax softmax = new InBatchSoftmax(5, 2, temperature)) {
            run(softmax, 2, fixture, items, hits, logQ);
            fixture.assertGradientsAreCentralDifferences(
                    new ReferenceSoftmax(temperature, hits == AccidentalHits.MASK, logQ, fixture.rewards()),
                    SoftmaxFixture.inBatch(items));
        }
    }

    @Test
    void withEveryOtherItemMaskedNothingIsLearnt() {
        int[] items = new int[13];
        Arrays.fill(items, 4);
        try (SoftmaxFixture fixture = SoftmaxFixture.random(13, 1, 3, new Random(1));
                InBatchSoftmax softmax = new InBatchSoftmax(3, 1, 0.1)) {
            assertThat(run(softmax, 1, fixture, items, AccidentalHits.MASK, SoftmaxFixture.logQ()))
                    .isZero();
            fixture.assertNoGradients();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 1, 10})
    void extremeScoresStayFinite(double temperature) {
        // Scores are the products of (1, -1, 1) and (1e4, 1e4, -1e4) over t. User 0 has its own item among the two
        // best: log 2. User 1 has one of the two worst of three, 2e4 / t below the best. User 2, with item 2, the same.
        try (FloatMatrix u = columnOf(1f, -1f, 1f);
                FloatMatrix v = columnOf(1e4f, 1e4f, -1e4f);
                FloatMatrix du = new FloatMatrix(3, 1);
                FloatMatrix dv = new FloatMatrix(3, 1);
                InBatchSoftmax softmax = new InBatchSoftmax(1, 1, temperature)) {
            SoftmaxItems batch = batch(new int[] {0, 1, 2}, AccidentalHits.MASK, NO_CORRECTION);
            double loss = softmax.lossAndGradients(0, u, v, batch, du);
            softmax.sumItemGradients(0, batch, 0, batch.itemCount(), dv);

            double expected = 2 * Math.log(2) + 2 * 2e4 / temperature;
            assertThat(loss).isCloseTo(expected, within(1e-6 * expected));
            // G = (-1/2, 1/2, 0; 0, -1, 1; 1/2, 1/2, -1) / 3; d U = G V / t = (0, -2e4, 2e4) / (3 t) and
            // d V = G^T U / t = (0, 1/2 + 1 + 1/2, -1 - 1) / (3 t).
            float t = (float) temperature;
            assertThat(SoftmaxFixture.elements(du))
                    .containsExactly(new float[] {0f, -2e4f / 3 / t, 2e4f / 3 / t}, within(1f));
            assertThat(SoftmaxFixture.elements(dv))
                    .containsExactly(new float[] {0f, 2f / 3 / t, -2f / 3 / t}, within(1e-4f));
        }
    }

    @Test
    void notANumberIsPassedOn() {
        try (FloatMatrix u = columnOf(Float.NaN, 1f);
                FloatMatrix v = columnOf(1f, 2f);
                FloatMatrix du = new FloatMatrix(2, 1);
                InBatchSoftmax softmax = new InBatchSoftmax(1, 1, 1)) {
            SoftmaxItems batch = batch(new int[] {0, 1}, AccidentalHits.MASK, NO_CORRECTION);
            assertThat(softmax.lossAndGradients(0, u, v, batch, du)).isNaN();
        }
    }

    @Test
    void smallerBatchAfterALargerOneIsItsOwn() {
        Random random = new Random(3);
        float[] logQ = SoftmaxFixture.logQ();
        SoftmaxItems batch = new SoftmaxItems(AccidentalHits.MASK, logQ);
        int[] many = SoftmaxFixture.items(300, random);
        int[] items = SoftmaxFixture.items(5, random);
        try (SoftmaxFixture large = SoftmaxFixture.random(300, SoftmaxFixture.distinct(many), 4, random);
                SoftmaxFixture small = SoftmaxFixture.random(5, SoftmaxFixture.distinct(items), 4, random);
                InBatchSoftmax softmax = new InBatchSoftmax(4, 2, 0.5)) {
            run(softmax, 2, large, batch, many);
            double loss = run(softmax, 2, small, batch, items);
            small.assertAgrees(
                    new ReferenceSoftmax(0.5, true, logQ, small.rewards()), SoftmaxFixture.inBatch(items), loss / 5);
        }
    }

    private static double run(
            InBatchSoftmax softmax,
            int members,
            SoftmaxFixture fixture,
            int[] items,
            AccidentalHits hits,
            float[] logQ) {
        return run(softmax, members, fixture, new SoftmaxItems(hits, logQ), items);
    }

    /** All members, one after the other. */
    private static double run(
            InBatchSoftmax softmax, int members, SoftmaxFixture fixture, SoftmaxItems batch, int[] items) {
        batch.setInBatch(items, fixture.rewards(), items.length);
        double loss = 0;
        for (int member = 0; member < members; member++) {
            loss += softmax.lossAndGradients(member, fixture.u(), fixture.v(), batch, fixture.du());
        }
        for (int member = 0; member < members; member++) {
            int first = Shares.begin(member, members, batch.itemCount());
            int end = Shares.end(member, members, batch.itemCount());
            softmax.sumItemGradients(member, batch, first, end - first, fixture.dv());
        }
        return loss;
    }

    private static SoftmaxItems batch(int[] items, AccidentalHits hits, float[] logQ) {
        SoftmaxItems batch = new SoftmaxItems(hits, logQ);
        float[] rewards = new float[items.length];
        Arrays.fill(rewards, 1f);
        batch.setInBatch(items, rewards, items.length);
        return batch;
    }

    private static FloatMatrix columnOf(float... values) {
        FloatMatrix matrix = new FloatMatrix(values.length, 1);
        matrix.write(0, 0, values, 0, values.length);
        return matrix;
    }
}
