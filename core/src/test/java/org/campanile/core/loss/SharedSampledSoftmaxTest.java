package org.campanile.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.campanile.core.loss.ReferenceSoftmax.Row;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.parallel.Shares;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SharedSampledSoftmaxTest {
    @Test
    void lossIsMinusTheLogOfTheProbabilityOfTheOwnItem() {
        // t = 0.5, users 1 and -0.5, own items 1 and 0.5, one negative 0.25. Scores: user 0: 2 against 0.5; user 1:
        // -0.5 against -0.25. log(1 + exp(-1.5)) + log(1 + exp(0.25)) = 0.201413 + 0.825939 = 1.027353.
        try (FloatMatrix u = columnOf(1f, -0.5f);
                FloatMatrix v = columnOf(1f, 0.5f, 0.25f);
                FloatMatrix du = new FloatMatrix(2, 1);
                FloatMatrix dv = new FloatMatrix(3, 1);
                SharedSampledSoftmax softmax = new SharedSampledSoftmax(1, 1, 0.5)) {
            SoftmaxItems batch = new SoftmaxItems(AccidentalHits.MASK, new float[0]);
            batch.setShared(new int[] {0, 1}, new float[] {1f, 1f}, 2, new int[] {2}, 1);
            double loss = softmax.lossAndGradients(0, u, v, batch, du, dv);
            softmax.sumItemGradients(0, batch, 0, batch.itemCount(), dv);

            assertThat(loss).isCloseTo(1.027353, within(1e-6));
            // With e = 1 / (1 + exp(1.5)) = 0.182426 and f = 1 / (1 + exp(-0.25)) = 0.562177 for the negative, G is -e
            // / 2 and
            // -f / 2 for the own items, e / 2 and f / 2 for the negative: d u = g (0.25 - v) / t,
            // d v = -g u / t, d w = (e / 2 - 0.5 f / 2) / t.
            assertThat(SoftmaxFixture.elements(du))
                    .containsExactly(new float[] {-0.136819f, -0.140544f}, within(1e-6f));
            assertThat(SoftmaxFixture.elements(dv))
                    .containsExactly(new float[] {-0.182426f, 0.281088f, -0.098663f}, within(1e-6f));
        }
    }

    static Stream<Arguments> sizes() {
        int[][] sizes = {{1, 1, 1}, {2, 1, 3}, {3, 7, 1}, {5, 2, 31}, {31, 17, 13}, {523, 11, 101}, {4, 8, 999}};
        return Stream.of(sizes)
                .flatMap(size -> Stream.of(1, 2, 3).map(members -> Arguments.of(size[0], size[1], size[2], members)));
    }

    @ParameterizedTest(name = "{0} x {1}, {2} negatives, {3} members")
    @MethodSource("sizes")
    void agreesWithTheDefinition(int count, int dim, int negatives, int members) {
        Random random = new Random(count);
        float[] logQ = SoftmaxFixture.logQ();
        int[] items = SoftmaxFixture.items(count + negatives, random);
        try (SoftmaxFixture fixture = SoftmaxFixture.random(count, vectors(items, count), dim, random);
                SharedSampledSoftmax softmax = new SharedSampledSoftmax(dim, members, 0.3)) {
            double loss = run(softmax, members, fixture, items, count, AccidentalHits.MASK, logQ);
            fixture.assertAgrees(
                    new ReferenceSoftmax(0.3, true, logQ, fixture.rewards()), rows(items, count), loss / count);
        }
    }

    @ParameterizedTest
    @MethodSource("org.campanile.core.loss.SoftmaxFixture#options")
    void gradientsAreTheCentralDifferencesOfTheLoss(double temperature, float[] logQ, AccidentalHits hits) {
        int[] items = {3, 9, 3, 0, 9, 12, 3, 5, 9, 3, 3};
        try (SoftmaxFixture fixture = SoftmaxFixture.random(7, vectors(items, 7), 5, new Random(5));
                SharedSampledSoftmax softmax = new SharedSampledSoftmax(5, 2, temperature)) {
            run(softmax, 2, fixture, items, 7, hits, logQ);
            fixture.assertGradientsAreCentralDifferences(
                    new ReferenceSoftmax(temperature, hits == AccidentalHits.MASK, logQ, fixture.rewards()),
                    rows(items, 7));
        }
    }

    @Test
    void negativesThatAreAllTheOwnItemTeachNothing() {
        int[] items = new int[9];
        try (SoftmaxFixture fixture = SoftmaxFixture.random(4, vectors(items, 4), 3, new Random(1));
                SharedSampledSoftmax softmax = new SharedSampledSoftmax(3, 1, 0.1)) {
            assertThat(run(softmax, 1, fixture, items, 4, AccidentalHits.MASK, SoftmaxFixture.logQ()))
                    .isZero();
            fixture.assertNoGradients();
        }
    }

    private static double run(
            SharedSampledSoftmax softmax,
            int members,
            SoftmaxFixture fixture,
            int[] items,
            int users,
            AccidentalHits hits,
            float[] logQ) {
        SoftmaxItems batch = new SoftmaxItems(hits, logQ);
        int[] negatives = negatives(items, users);
        batch.setShared(items, fixture.rewards(), users, negatives, negatives.length);
        double loss = 0;
        for (int member = 0; member < members; member++) {
            loss += softmax.lossAndGradients(member, fixture.u(), fixture.v(), batch, fixture.du(), fixture.dv());
        }
        for (int member = 0; member < members; member++) {
            int first = Shares.begin(member, members, batch.itemCount());
            int end = Shares.end(member, members, batch.itemCount());
            softmax.sumItemGradients(member, batch, first, end - first, fixture.dv());
        }
        return loss;
    }

    /** Each user with its own item, then the negatives, repetitions included, of which distinct ones have a vector. */
    private static Row[] rows(int[] items, int users) {
        Row[] negatives = SoftmaxFixture.inBatch(negatives(items, users));
        return IntStream.range(0, users)
                .mapToObj(user -> negatives[0].behind(items[user], user, users))
                .toArray(Row[]::new);
    }

    private static int[] negatives(int[] items, int users) {
        return Arrays.copyOfRange(items, users, items.length);
    }

    /** One for each user's own item, and one for each distinct negative. */
    private static int vectors(int[] items, int users) {
        return users + SoftmaxFixture.distinct(negatives(items, users));
    }

    private static FloatMatrix columnOf(float... values) {
        FloatMatrix matrix = new FloatMatrix(values.length, 1);
        matrix.write(0, 0, values, 0, values.length);
        return matrix;
    }
}
