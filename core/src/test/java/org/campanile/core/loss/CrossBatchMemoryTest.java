package org.campanile.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.campanile.core.loss.ReferenceSoftmax.Row;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.negative.UserItems;
import org.campanile.core.negative.UserItemsFixture;
import org.campanile.core.parallel.Shares;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossBatchMemoryTest {
    private static final int DIM = 5;

    /** With so many batches before that the memory has moved to the front several times. */
    @ParameterizedTest(name = "{0} batches of {1}, {2} before, {3} members")
    @CsvSource({"1, 7, 1, 1", "3, 7, 2, 2", "3, 7, 11, 2", "2, 300, 5, 3"})
    void itemsKeptAreFurtherColumnsOfEveryUser(int batches, int size, int before, int members) {
        Random random = new Random(size + before);
        float[] logQ = SoftmaxFixture.logQ();
        SoftmaxItems batch = new SoftmaxItems(AccidentalHits.MASK, logQ);
        int[][] lists = IntStream.rangeClosed(0, before)
                .mapToObj(i -> SoftmaxFixture.items(size, random))
                .toArray(int[][]::new);
        // Vectors of the last list stand first, then those of the lists kept, as the definition wants them.
        int[] last = lists[before];
        int[] kept = IntStream.range(Math.max(0, before - batches), before)
                .flatMap(i -> IntStream.of(lists[i]))
                .toArray();
        int rows = SoftmaxFixture.distinct(last) + kept.length;
        try (SoftmaxFixture fixture = SoftmaxFixture.random(size, rows, DIM, random);
                InBatchSoftmax softmax =
                        new InBatchSoftmax(DIM, members, 0.3, new CrossBatchMemory(batches, size, DIM))) {
            for (int i = 0; i < before; i++) {
                batch.setInBatch(lists[i], fixture.rewards(), size);
                try (FloatMatrix vectors = vectors(fixture, lists[i], last, i - Math.max(0, before - batches))) {
                    softmax.remember(batch, vectors);
                }
            }
            batch.setInBatch(last, fixture.rewards(), size);
            double loss = run(softmax, members, fixture, batch);

            int[] placesOfKept = IntStream.range(0, kept.length)
                    .map(i -> firstPlace(last, kept, i, size))
                    .toArray();
            Row[] candidates = Arrays.stream(SoftmaxFixture.inBatch(last))
                    .map(row -> row.and(kept, placesOfKept))
                    .toArray(Row[]::new);
            assertAgrees(
                    fixture, new ReferenceSoftmax(0.3, true, logQ, fixture.rewards()), candidates, last, loss / size);
        }
    }

    /** The vectors of a list's distinct items: those of the fixture at the places of the list's items, if it is kept. */
    private static FloatMatrix vectors(SoftmaxFixture fixture, int[] list, int[] last, int number) {
        FloatMatrix vectors = new FloatMatrix(list.length, DIM);
        int[] distinct = IntStream.of(list).distinct().toArray();
        float[] vector = new float[DIM];
        for (int place = 0; place < distinct.length && number >= 0; place++) {
            int item = distinct[place];
            int first = IntStream.range(0, list.length)
                    .filter(i -> list[i] == item)
                    .findFirst()
                    .orElseThrow();
            fixture.v().read(SoftmaxFixture.distinct(last) + number * list.length + first, 0, vector, 0, DIM);
            vectors.write(place, 0, vector, 0, DIM);
        }
        return vectors;
    }

    /** Where the vector of an item kept stands: at the first place of the item within its list. */
    private static int firstPlace(int[] last, int[] kept, int i, int size) {
        int begin = i / size * size;
        int first = IntStream.range(begin, begin + size)
                .filter(other -> kept[other] == kept[i])
                .findFirst()
                .orElseThrow();
        return SoftmaxFixture.distinct(last) + first;
    }

    private static double run(InBatchSoftmax softmax, int members, SoftmaxFixture fixture, SoftmaxItems batch) {
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

    private static void assertAgrees(
            SoftmaxFixture fixture, ReferenceSoftmax reference, Row[] candidates, int[] last, double meanLoss) {
        double[][] u = SoftmaxFixture.doubles(fixture.u());
        double[][] v = SoftmaxFixture.doubles(fixture.v());
        double[][] du = new double[u.length][DIM];
        double[][] dv = new double[v.length][DIM];
        reference.gradients(u, v, candidates, du, dv);
        assertThat(meanLoss).isCloseTo(reference.loss(u, v, candidates), within(1e-4));
        for (int user = 0; user < u.length; user++) {
            for (int d = 0; d < DIM; d++) {
                assertThat((double) fixture.du().get(user, d)).isCloseTo(du[user][d], within(1e-5));
            }
        }
        for (int item = 0; item < SoftmaxFixture.distinct(last); item++) {
            for (int d = 0; d < DIM; d++) {
                assertThat((double) fixture.dv().get(item, d)).isCloseTo(dv[item][d], within(1e-5));
            }
        }
    }

    @Test
    void otherPositivesOfAUserAreMaskedAmongTheItemsKept() {
        UserItems positives = UserItemsFixture.of(new int[][] {{}, {4, 6}});
        SoftmaxItems batch = new SoftmaxItems(AccidentalHits.KEEP, new float[0], new float[0], 1f, positives);
        try (CrossBatchMemory memory = new CrossBatchMemory(1, 3, 1);
                FloatMatrix vectors = new FloatMatrix(3, 1)) {
            batch.setUserKeys(new int[] {0, 0, 0}, 3);
            batch.setInBatch(new int[] {6, 5, 7}, new float[] {1, 1, 1}, 3);
            memory.add(batch, vectors);
            batch.setUserKeys(new int[] {1}, 1);
            batch.setInBatch(new int[] {4}, new float[] {1}, 1);
            float[] scores = new float[4];

            memory.correctAndMask(batch, 0, scores, 1);

            assertThat(scores).containsExactly(0, Float.NEGATIVE_INFINITY, 0, 0);
        }
    }

    @Test
    void afterClearingNothingIsKept() {
        SoftmaxItems batch = new SoftmaxItems(AccidentalHits.MASK, new float[0]);
        try (CrossBatchMemory memory = new CrossBatchMemory(2, 3, 1);
                FloatMatrix vectors = new FloatMatrix(3, 1)) {
            batch.setInBatch(new int[] {6, 5}, new float[] {1, 1}, 2);
            memory.add(batch, vectors);
            memory.add(batch, vectors);
            assertThat(memory.columns()).isEqualTo(4);
            memory.clear();
            assertThat(memory.columns()).isZero();
            memory.correctAndMask(batch, 0, new float[0], 0);
        }
    }

    @Test
    void aBatchOfMoreItemsThanThereMayBeIsRefused() {
        SoftmaxItems batch = new SoftmaxItems(AccidentalHits.MASK, new float[0]);
        batch.setInBatch(new int[] {6, 5}, new float[] {1, 1}, 2);
        try (CrossBatchMemory memory = new CrossBatchMemory(2, 1, 1);
                FloatMatrix vectors = new FloatMatrix(2, 1)) {
            assertThatThrownBy(() -> memory.add(batch, vectors)).hasMessage("2 items are more than the 1 of a batch");
        }
    }
}
