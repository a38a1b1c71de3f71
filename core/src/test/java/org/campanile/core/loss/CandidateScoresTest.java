package org.campanile.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.campanile.core.loss.ReferenceSoftmax.Row;
import org.campanile.core.math.FloatMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CandidateScoresTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void scoresAndGradientsAreThoseOfTheDefinition(int members) {
        // Two users with two candidates each, vectors of 2, temperature 0.5: every product counts twice.
        try (FloatMatrix users = matrix(2, 1, 2, 3, 4);
                FloatMatrix items = matrix(2, 5, 6, 7, 8, -1, 1, 0, 2);
                FloatMatrix userGradients = new FloatMatrix(2, 2);
                FloatMatrix itemGradients = new FloatMatrix(4, 2)) {
            CandidateScores scoring = new CandidateScores(2, 2, members, 0.5);
            float[][] scores = new float[2][];
            float[][] gradients = {{1, -1}, {0.5f, 0}};
            CandidateLoss loss = new CandidateLoss() {
                @Override
                public void set(int[] newItems, float[] labels, float[] logQ, int count) {}

                @Override
                public double lossAndGradients(int user, float[] values) {
                    scores[user] = values.clone();
                    System.arraycopy(gradients[user], 0, values, 0, 2);
                    return 10 + user;
                }
            };

            double sum = 0;
            for (int member = 0; member < members; member++) {
                sum += scoring.lossAndGradients(member, users, items, 2, loss, userGradients, itemGradients);
            }

            assertThat(sum).isEqualTo(21);
            // (1, 2) with (5, 6), (7, 8): 17, 23; (3, 4) with (-1, 1), (0, 2): 1, 8.
            assertThat(scores[0]).containsExactly(34, 46);
            assertThat(scores[1]).containsExactly(2, 16);
            // 2 (5, 6) - 2 (7, 8) and (-1, 1)
            assertThat(SoftmaxFixture.elements(userGradients))
                    .containsExactly(new float[] {-4, -4, -1, 1}, within(1e-6f));
            // 2 (1, 2), -2 (1, 2), (3, 4), 0
            assertThat(SoftmaxFixture.elements(itemGradients))
                    .containsExactly(new float[] {2, 4, -2, -4, 3, 4, 0, 0}, within(1e-6f));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 2", "3, 7, 2", "31, 17, 5", "101, 13, 11"})
    void sampledSoftmaxAgreesWithTheDefinition(int users, int dim, int candidates) {
        Random random = new Random(users);
        float[] logQ = SoftmaxFixture.logQ();
        int[] items = SoftmaxFixture.items(users * candidates, random);
        try (SoftmaxFixture fixture = SoftmaxFixture.random(users, users * candidates, dim, random)) {
            double loss = sampledSoftmax(fixture, items, candidates, 0.3, AccidentalHits.MASK, logQ);
            fixture.assertAgrees(
                    new ReferenceSoftmax(0.3, true, logQ, fixture.rewards()),
                    rows(items, users, candidates),
                    loss / users);
        }
    }

    @ParameterizedTest
    @MethodSource("org.campanile.core.loss.SoftmaxFixture#options")
    void sampledSoftmaxGradientsAreCentralDifferences(double temperature, float[] logQ, AccidentalHits hits) {
        int[] items = {3, 9, 3, 0, 9, 12, 12, 12, 9, 1, 2, 1};
        try (SoftmaxFixture fixture = SoftmaxFixture.random(4, 12, 5, new Random(5))) {
            sampledSoftmax(fixture, items, 3, temperature, hits, logQ);
            fixture.assertGradientsAreCentralDifferences(
                    new ReferenceSoftmax(temperature, hits == AccidentalHits.MASK, logQ, fixture.rewards()),
                    rows(items, 4, 3));
        }
    }

    @Test
    void negativesThatAreAllThePositiveTeachNothing() {
        try (SoftmaxFixture fixture = SoftmaxFixture.random(2, 6, 3, new Random(1))) {
            double loss = sampledSoftmax(fixture, new int[6], 3, 0.1, AccidentalHits.MASK, SoftmaxFixture.logQ());
            assertThat(loss).isZero();
            fixture.assertNoGradients();
        }
    }

    @Test
    void pointWiseLossIsTheMeanOverThePairs() {
        // Scores 0.5, -2 and 2, 0 with labels 1, 0 and 0.5, 0. Losses: log(1 + exp(-0.5)) = 0.474077,
        // log(1 + exp(-2)) = 0.126928; log(1 + exp(2)) - 1 = 1.126928, log 2 = 0.693147.
        try (FloatMatrix users = matrix(1, 1, 2);
                FloatMatrix items = matrix(1, 0.5f, -2, 1, 0);
                FloatMatrix userGradients = new FloatMatrix(2, 1);
                FloatMatrix itemGradients = new FloatMatrix(4, 1)) {
            PointWiseLoss loss = new PointWiseLoss(2);
            loss.set(new int[4], new float[] {1, 0, 0.5f, 0}, new float[0], 2);
            double sum = new CandidateScores(2, 1, 1, 1)
                    .lossAndGradients(0, users, items, 2, loss, userGradients, itemGradients);

            assertThat(sum).isCloseTo((0.474077 + 0.126928) / 2 + (1.126928 + 0.693147) / 2, within(1e-6));
            // (p - y) / 4 with p = 0.622459, 0.119203, 0.880797, 0.5: -0.094385, 0.029801, 0.095199, 0.125, times u.
            assertThat(SoftmaxFixture.elements(itemGradients))
                    .containsExactly(new float[] {-0.094385f, 0.029801f, 0.190398f, 0.25f}, within(1e-6f));
            // -0.094385 * 0.5 - 0.029801 * 2 and 0.095199
            assertThat(SoftmaxFixture.elements(userGradients))
                    .containsExactly(new float[] {-0.106794f, 0.095199f}, within(1e-6f));
        }
    }

    private static double sampledSoftmax(
            SoftmaxFixture fixture,
            int[] items,
            int candidates,
            double temperature,
            AccidentalHits hits,
            float[] logQ) {
        int users = fixture.u().rows();
        float[] labels = new float[users * candidates];
        for (int user = 0; user < users; user++) {
            labels[user * candidates] = fixture.rewards()[user];
        }
        float[] ofCandidates = new float[logQ.length == 0 ? 0 : items.length];
        for (int i = 0; i < ofCandidates.length; i++) {
            ofCandidates[i] = logQ[items[i]];
        }
        SampledSoftmax loss = new SampledSoftmax(hits, candidates);
        loss.set(items, labels, ofCandidates, users);
        return new CandidateScores(candidates, fixture.u().columns(), 1, temperature)
                .lossAndGradients(0, fixture.u(), fixture.v(), users, loss, fixture.du(), fixture.dv());
    }

    private static Row[] rows(int[] items, int users, int candidates) {
        return IntStream.range(0, users)
                .mapToObj(user -> {
                    int[] vectors = IntStream.range(user * candidates, (user + 1) * candidates)
                            .toArray();
                    return new Row(IntStream.of(vectors).map(i -> items[i]).toArray(), vectors, 0);
                })
                .toArray(Row[]::new);
    }

    private static FloatMatrix matrix(int columns, float... values) {
        FloatMatrix matrix = new FloatMatrix(values.length / columns, columns);
        matrix.write(0, 0, values, 0, values.length);
        return matrix;
    }
}
