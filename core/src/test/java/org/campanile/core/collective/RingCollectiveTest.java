package org.campanile.core.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.campanile.core.sampling.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RingCollectiveTest {
    /** Worlds by lengths: empty, shorter than the world, odd, and several messages of the longest, 64 numbers. */
    static Stream<Arguments> worldsAndLengths() {
        return Stream.of(1, 2, 3, 4, 7)
                .flatMap(size -> Stream.of(0, 1, 2, 6, 13, 449, 3001).map(length -> Arguments.of(size, length)));
    }

    @ParameterizedTest
    @MethodSource("worldsAndLengths")
    void allReduceSumsWithTheSameBitsEverywhere(int size, int length) throws Exception {
        List<float[]> sums = Workers.run(size, collective -> {
            float[] values = values(collective.world().rank(), length + 4);
            collective.allReduceSum(values, 3, length);
            return values;
        });

        double[] expected = new double[length];
        double[] magnitude = new double[length];
        for (int rank = 0; rank < size; rank++) {
            float[] values = values(rank, length + 4);
            for (int i = 0; i < length; i++) {
                expected[i] += values[i + 3];
                magnitude[i] += Math.abs(values[i + 3]);
            }
        }
        for (int i = 0; i < length; i++) {
            // n - 1 additions, each rounded by at most half an ulp (2^-24) of a partial sum
            double tolerance = (size - 1) * Math.scalb(1.0, -24) * magnitude[i];
            assertThat((double) sums.get(0)[i + 3]).isCloseTo(expected[i], within(tolerance));
        }
        for (int rank = 0; rank < size; rank++) {
            float[] own = values(rank, length + 4);
            float[] summed = sums.get(rank);
            assertThat(bits(summed, 3, length)).isEqualTo(bits(sums.get(0), 3, length));
            assertThat(new float[] {summed[0], summed[1], summed[2], summed[length + 3]})
                    .as("what is outside the range")
                    .isEqualTo(new float[] {own[0], own[1], own[2], own[length + 3]});
        }
    }

    @ParameterizedTest
    @MethodSource("worldsAndLengths")
    void halvesSumWithTheSameBitsEverywhereAndNothingIsLost(int size, int length) throws Exception {
        List<float[][]> ends = Workers.run(size, collective -> {
            int rank = collective.world().rank();
            float[] first = smallValues(rank, length + 4);
            float[] second = smallValues(rank + 100, length + 4);
            float[] owed = new float[length + 4];
            collective.allReduceSumHalf(first, owed, 3, length);
            collective.allReduceSumHalf(second, owed, 3, length);
            return new float[][] {first, second, owed};
        });

        List<float[]> firsts = IntStream.range(0, size)
                .mapToObj(rank -> smallValues(rank, length + 4))
                .toList();
        List<float[]> seconds = IntStream.range(0, size)
                .mapToObj(rank -> smallValues(rank + 100, length + 4))
                .toList();
        for (int i = 3; i < length + 3; i++) {
            double summed = 0;
            double magnitude = 0;
            double owed = 0;
            for (int rank = 0; rank < size; rank++) {
                float first = firsts.get(rank)[i];
                float second = seconds.get(rank)[i];
                summed += (double) first + second;
                magnitude += Math.abs(first) + Math.abs(second);
                owed += ends.get(rank)[2][i];
            }
            double given = (double) ends.get(0)[0][i] + ends.get(0)[1][i];
            // two additions and a difference per worker and call, each rounded by half an ulp (2^-24) of a partial sum
            assertThat(given + owed).isCloseTo(summed, within(6 * size * Math.scalb(1.0, -24) * magnitude));
            if (size > 1) {
                // what each worker rounds away of a call: half an ulp of half precision (2^-11) of a partial sum, at
                // most
                assertThat(owed)
                        .isCloseTo(0, within(2 * size * Math.scalb(1.0, -11) * magnitude + Math.scalb(1.0, -20)));
            }
        }
        for (float[][] end : ends) {
            assertThat(bits(end[0], 3, length)).isEqualTo(bits(ends.get(0)[0], 3, length));
            assertThat(bits(end[1], 3, length)).isEqualTo(bits(ends.get(0)[1], 3, length));
            assertThat(new float[] {end[2][0], end[2][1], end[2][2], end[2][length + 3]})
                    .as("what is outside the range")
                    .containsOnly(0);
        }
    }

    private static float[] smallValues(int rank, int length) {
        Random random = new Random(17L * rank + length);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (random.nextGaussian() * Math.pow(10, -random.nextInt(4)));
        }
        return values;
    }

    /*
     * Two workers have a = 1 + 2^-12 at the place whose sum worker 1 completes; an ulp of half precision is 2^-10 from 1
     * on and 2^-9 from 2 on. With u = 2^-12:
     *
     *   call   worker 0 sends   and owes   worker 1 has       makes it   and owes
     *   1      1                 u         2 +  u             2           u
     *   2      1 (1 + 2u: even)  2u        2 + 2u             2           2u
     *   3      1 + 4u (1 + 3u)  -u         2 + 7u             2 + 8u     -u
     */
    @Test
    void whatIsRoundedAwayComesWithALaterCall() throws Exception {
        float u = 0x1p-12f;
        List<float[]> workers = Workers.run(2, collective -> {
            float[] owed = new float[2];
            float[] told = new float[6];
            for (int call = 0; call < 3; call++) {
                float[] values = {1 + u, 0};
                collective.allReduceSumHalf(values, owed, 0, 2);
                told[2 * call] = values[0];
                told[2 * call + 1] = owed[0];
            }
            return told;
        });

        assertThat(workers.get(0)).containsExactly(2, u, 2, 2 * u, 2 + 8 * u, -u);
        assertThat(workers.get(1)).containsExactly(2, u, 2, 2 * u, 2 + 8 * u, -u);
    }

    @Test
    void longRangesGoInSeveralFullMessages() throws Exception {
        int length = 2 * (1 << 20) + 5; // two workers: more than one window of two messages of 2^20
        String job = UUID.randomUUID().toString();
        List<Callable<Boolean>> workers = new ArrayList<>();
        for (int rank = 0; rank < 2; rank++) {
            World world = new World(rank, 2);
            workers.add(() -> {
                try (Collective collective =
                        new RingCollective(InProcessTransport.join(job, world, Workers.TIMEOUT), Workers.TIMEOUT)) {
                    float[] values = new float[length];
                    for (int i = 0; i < length; i++) {
                        values[i] = i + world.rank();
                    }
                    collective.allReduceSum(values, 0, length);
                    // i + (i + 1), below 2^24 and so exact
                    return IntStream.range(0, length).allMatch(i -> values[i] == 2 * i + 1);
                }
            });
        }

        for (Future<Boolean> worker : Workers.startAll(workers)) {
            assertThat(worker.get(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void repeatedAllReducesGiveTheSameBits() throws Exception {
        List<int[]> first = Workers.run(4, RingCollectiveTest::summedBits);
        List<int[]> second = Workers.run(4, RingCollectiveTest::summedBits);

        assertThat(second.get(0)).isEqualTo(first.get(0));
    }

    private static int[] summedBits(Collective collective) {
        float[] values = values(collective.world().rank(), 1001);
        collective.allReduceSum(values, 0, values.length);
        return bits(values, 0, values.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void allGatherKeepsUnevenLengthsApart(int size) throws Exception {
        List<float[][]> floats = Workers.run(
                size,
                collective -> collective.allGather(values(collective.world().rank(), unevenLength(collective))));
        List<int[][]> ints = Workers.run(
                size,
                collective -> collective.allGather(bits(
                        values(collective.world().rank(), unevenLength(collective)), 0, unevenLength(collective))));

        for (int rank = 0; rank < size; rank++) {
            for (int block = 0; block < size; block++) {
                float[] expected = values(block, UNEVEN_LENGTHS[block]);
                assertThat(floats.get(rank)[block]).isEqualTo(expected);
                assertThat(ints.get(rank)[block]).isEqualTo(bits(expected, 0, expected.length));
            }
        }
    }

    /** Empty, one number, one message exactly, many messages: by rank. */
    private static final int[] UNEVEN_LENGTHS = {3, 0, 1000, 64, 1, 65, 0};

    private static int unevenLength(Collective collective) {
        return UNEVEN_LENGTHS[collective.world().rank()];
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void allToAllBringsEveryWorkersPartToEveryOther(int size) throws Exception {
        List<float[]> floats = Workers.run(size, collective -> {
            int rank = collective.world().rank();
            int[] offsets = offsets(size, to -> partLength(rank, to));
            int[] intoOffsets = offsets(size, from -> partLength(from, rank));
            float[] into = new float[intoOffsets[size]];
            collective.allToAll(partsOf(rank, size), offsets, into, intoOffsets);
            return into;
        });
        List<int[]> ints = Workers.run(size, collective -> {
            int rank = collective.world().rank();
            int[] offsets = offsets(size, to -> partLength(rank, to));
            int[] intoOffsets = offsets(size, from -> partLength(from, rank));
            int[] into = new int[intoOffsets[size]];
            float[] parts = partsOf(rank, size);
            collective.allToAll(bits(parts, 0, parts.length), offsets, into, intoOffsets);
            return into;
        });

        for (int rank = 0; rank < size; rank++) {
            float[] expected = new float[floats.get(rank).length];
            int at = 0;
            for (int from = 0; from < size; from++) {
                float[] part = values(31 * from + rank, partLength(from, rank));
                System.arraycopy(part, 0, expected, at, part.length);
                at += part.length;
            }
            assertThat(floats.get(rank)).isEqualTo(expected);
            assertThat(ints.get(rank)).isEqualTo(bits(expected, 0, at));
        }
    }

    /** From nothing over one message of 64 numbers exactly to many; different each way. */
    private static int partLength(int from, int to) {
        return new int[] {3, 0, 333, 64, 1, 65, 0, 128}[(3 * from + to) % 8];
    }

    private static int[] offsets(int size, IntUnaryOperator lengths) {
        int[] offsets = new int[size + 1];
        for (int k = 0; k < size; k++) {
            offsets[k + 1] = offsets[k] + lengths.applyAsInt(k);
        }
        return offsets;
    }

    /** What a worker sends: its parts for rank 0, 1, ... one after the other. */
    private static float[] partsOf(int rank, int size) {
        int[] offsets = offsets(size, to -> partLength(rank, to));
        float[] parts = new float[offsets[size]];
        for (int to = 0; to < size; to++) {
            float[] part = values(31 * rank + to, partLength(rank, to));
            System.arraycopy(part, 0, parts, offsets[to], part.length);
        }
        return parts;
    }

    @Test
    void anAllToAllSendsOnlyWhatIsForOthers() throws Exception {
        List<Long> bytes = Workers.run(3, collective -> {
            int[] offsets = {0, 10, 30, 60};
            int rank = collective.world().rank();
            int own = offsets[rank + 1] - offsets[rank];
            collective.allToAll(new float[60], offsets, new float[3 * own], new int[] {0, own, 2 * own, 3 * own});
            return collective.bytesSent();
        });

        // of 60 numbers of 4 bytes each, all but the 10, 20 or 30 that stay
        assertThat(bytes).containsExactly(50 * 4L, 40 * 4L, 30 * 4L);
    }

    @Test
    void lengthsThatTheWorkersDoNotAgreeOnAreFoundOut() throws Exception {
        List<Throwable> failures = Workers.failures(2, Workers.TIMEOUT, collective -> {
            int expected = collective.world().rank() == 0 ? 5 : 4;
            int[] offsets = {0, 4, 8};
            int[] intoOffsets =
                    collective.world().rank() == 0 ? new int[] {0, 4, 4 + expected} : new int[] {0, expected, 8};
            collective.allToAll(new float[8], offsets, new float[16], intoOffsets);
            collective.barrier();
            return null;
        });

        assertThat(failures.get(0))
                .hasMessageContaining("the workers are out of step: "
                        + "expected all-to-all of 5 floats, but the peer sent all-to-all of 4 floats");
        assertThat(failures.get(1)).isInstanceOf(CollectiveException.class);
    }

    @ParameterizedTest
    @MethodSource("worldsAndLengths")
    void broadcastReplacesTheRangeByThatOfTheRoot(int size, int length) throws Exception {
        for (int root = 0; root < size; root++) {
            int from = root;
            List<float[]> received = Workers.run(size, collective -> {
                float[] values = values(collective.world().rank(), length + size);
                collective.broadcast(from, values, from, length);
                return values;
            });

            for (int rank = 0; rank < size; rank++) {
                float[] expected = values(rank, length + size);
                System.arraycopy(values(root, length + size), from, expected, from, length);
                assertThat(received.get(rank)).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void nobodyLeavesABarrierBeforeAllHaveCome(int size) throws Exception {
        AtomicInteger arrived = new AtomicInteger();
        List<Boolean> complete = Workers.run(size, collective -> {
            boolean all = true;
            for (int round = 1; round <= 50; round++) {
                arrived.incrementAndGet();
                collective.barrier();
                all &= arrived.get() >= round * size;
                collective.barrier();
            }
            return all;
        });

        assertThat(complete).containsOnly(true);
    }

    @Test
    void aWorkerAloneExchangesAndCopiesNothing() throws Exception {
        float[] values = {1, 2, 3};
        List<Boolean> same = Workers.run(1, collective -> {
            collective.allReduceSum(values, 0, 3);
            collective.broadcast(0, values, 0, 3);
            collective.barrier();
            return collective.allGather(values)[0] == values && collective.bytesSent() == 0;
        });

        assertThat(same).containsExactly(true);
        assertThat(values).containsExactly(1, 2, 3);
    }

    @Test
    void bytesSentAreTwiceTheLengthButForOneWorkersShare() throws Exception {
        List<Long> bytes = Workers.run(4, collective -> {
            collective.allReduceSum(new float[4000], 0, 4000);
            return collective.bytesSent();
        });

        // 2 (n - 1) / n of 4,000 numbers of 4 bytes: 2 * 3 / 4 * 16,000
        assertThat(bytes).containsOnly(24_000L);
    }

    @Test
    void halvesTakeHalfTheBytes() throws Exception {
        List<Long> bytes = Workers.run(4, collective -> {
            collective.allReduceSumHalf(new float[4000], new float[4000], 0, 4000);
            return collective.bytesSent();
        });

        assertThat(bytes).containsOnly(12_000L);
    }

    @Test
    void rangesOutsideTheArrayAreRefused() throws Exception {
        List<Throwable> failures = Workers.failures(1, Workers.TIMEOUT, collective -> {
            collective.allReduceSum(new float[3], 2, 2);
            return null;
        });

        assertThat(failures.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static float[] values(int rank, int length) {
        Random random = new Random(31L * rank + length);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(7) - 3));
        }
        return values;
    }

    private static int[] bits(float[] values, int from, int length) {
        int[] bits = new int[length];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[from + i]));
        return bits;
    }
}
