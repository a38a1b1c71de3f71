package org.campanile.spark.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.campanile.core.collective.Collective;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TcpCollectiveTest {
    /** Empty, shorter than a world, odd, more than a buffer of 2^16 numbers, more than two messages of 2^20. */
    private static final int[] LENGTHS = {0, 1, 5, 449, 70_001, 2_200_003};

    /** The workers' JVMs: one alone, each its own, and worlds in which some neighbours share one. */
    static Stream<List<String>> worlds() {
        return Stream.of("a", "ab", "abc", "abcd", "abcdefg", "aab", "abab", "aaabbcc")
                .map(jvms -> List.of(jvms.split("")));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void allReduceSumsWithTheSameBitsEverywhere(List<String> jvms) throws Exception {
        LoopbackWorkers workers = LoopbackWorkers.of(jvms.toArray(String[]::new));
        List<float[][]> sums = workers.run(collective -> {
            float[][] results = new float[LENGTHS.length][];
            for (int i = 0; i < LENGTHS.length; i++) {
                results[i] = values(collective.world().rank(), LENGTHS[i]);
                collective.allReduceSum(results[i], 0, LENGTHS[i]);
            }
            return results;
        });

        for (int i = 0; i < LENGTHS.length; i++) {
            double[] expected = new double[LENGTHS[i]];
            for (int rank = 0; rank < jvms.size(); rank++) {
                float[] values = values(rank, LENGTHS[i]);
                Arrays.setAll(expected, k -> expected[k] + values[k]);
            }
            float[] first = sums.get(0)[i];
            for (int k = 0; k < LENGTHS[i]; k++) {
                // up to 6 additions of values in [-1, 1): partial sums below 8, half an ulp of which is 2^-22
                assertThat((double) first[k]).isCloseTo(expected[k], within(6 * Math.scalb(1.0, -22)));
            }
            for (float[][] sum : sums) {
                assertThat(Arrays.equals(bits(sum[i]), bits(first))).isTrue();
            }
        }
    }

    /* Two calls, so that what is owed counts, too. */
    @ParameterizedTest
    @MethodSource("worlds")
    void halvesHaveTheBitsOfThreadsInOneJvm(List<String> jvms) throws Exception {
        String[] apart = jvms.toArray(String[]::new);
        String[] together = jvms.stream().map(jvm -> "same").toArray(String[]::new);
        List<int[]> overTcp = LoopbackWorkers.of(apart).run(TcpCollectiveTest::summedHalves);
        List<int[]> inMemory = LoopbackWorkers.of(together).run(TcpCollectiveTest::summedHalves);

        for (int rank = 0; rank < jvms.size(); rank++) {
            assertThat(overTcp.get(rank)).isEqualTo(inMemory.get(rank));
        }
    }

    private static int[] summedHalves(Collective collective) {
        float[] values = values(collective.world().rank(), 70_001);
        float[] owed = new float[values.length];
        collective.allReduceSumHalf(values, owed, 0, values.length);
        float[] again = values(collective.world().rank() + 50, values.length);
        collective.allReduceSumHalf(again, owed, 0, again.length);
        return bits(joined(new float[][] {values, again, owed}));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void gatheredBroadcastAndCountedNumbersArriveUnchanged(List<String> jvms) throws Exception {
        int size = jvms.size();
        AtomicInteger arrived = new AtomicInteger();
        LoopbackWorkers workers = LoopbackWorkers.of(jvms.toArray(String[]::new));
        List<Boolean> right = workers.run(collective -> {
            int rank = collective.world().rank();
            float[][] floats = collective.allGather(values(rank, unevenLength(rank)));
            int[][] ints = collective.allGather(bits(values(rank, unevenLength(rank))));
            boolean same = true;
            for (int block = 0; block < size; block++) {
                float[] expected = values(block, unevenLength(block));
                same &= Arrays.equals(floats[block], expected) && Arrays.equals(ints[block], bits(expected));
            }
            for (int root = 0; root < size; root++) {
                float[] received = values(rank, 100_001);
                collective.broadcast(root, received, 0, received.length);
                same &= Arrays.equals(received, values(root, 100_001));
            }
            arrived.incrementAndGet();
            collective.barrier();
            return same && arrived.get() == size;
        });

        assertThat(right).containsOnly(true);
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void allToAllBringsEveryWorkersPartToEveryOther(List<String> jvms) throws Exception {
        int size = jvms.size();
        LoopbackWorkers workers = LoopbackWorkers.linkedWithAll(LoopbackWorkers.LONG, jvms.toArray(String[]::new));
        List<Boolean> right = workers.run(collective -> {
            int rank = collective.world().rank();
            float[][] sent = new float[size][];
            float[][] expected = new float[size][];
            for (int peer = 0; peer < size; peer++) {
                sent[peer] = values(10 * rank + peer, unevenLength(rank + peer));
                expected[peer] = values(10 * peer + rank, unevenLength(rank + peer));
            }
            float[] into = new float[offsets(expected)[size]];
            collective.allToAll(joined(sent), offsets(sent), into, offsets(expected));
            int[] intInto = new int[into.length];
            collective.allToAll(bits(joined(sent)), offsets(sent), intInto, offsets(expected));
            return Arrays.equals(into, joined(expected)) && Arrays.equals(intInto, bits(joined(expected)));
        });

        assertThat(right).containsOnly(true);
    }

    private static int[] offsets(float[][] parts) {
        int[] offsets = new int[parts.length + 1];
        for (int k = 0; k < parts.length; k++) {
            offsets[k + 1] = offsets[k] + parts[k].length;
        }
        return offsets;
    }

    private static float[] joined(float[][] parts) {
        float[] all = new float[offsets(parts)[parts.length]];
        for (int k = 0; k < parts.length; k++) {
            System.arraycopy(parts[k], 0, all, offsets(parts)[k], parts[k].length);
        }
        return all;
    }

    private static int unevenLength(int rank) {
        return LENGTHS[rank % 5];
    }

    @Test
    void nothingOutlivesTheCollective() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        LoopbackWorkers workers = LoopbackWorkers.of("a", "b", "b", "c");
        List<Set<Thread>> during = workers.run(collective -> {
            collective.barrier();
            for (Endpoint endpoint : workers.endpoints()) {
                assertRefused(endpoint);
            }
            Set<Thread> threads = Thread.getAllStackTraces().keySet();
            collective.barrier();
            return threads;
        });

        Set<String> started = during.get(0).stream()
                .filter(thread -> !before.contains(thread))
                .map(thread -> thread.getName().replaceAll("\\d+", "N"))
                .collect(Collectors.toSet());
        assertThat(started).as("threads other than the workers").containsExactly("pool-N-thread-N");
    }

    @Test
    void aClosedCollectiveHoldsNoDirectMemory() throws Exception {
        BufferPoolMXBean direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .findFirst()
                .orElseThrow();
        long before = usedAfterCollections(direct, 5, 0);
        List<Collective> held = LoopbackWorkers.of("a", "b", "c").run(collective -> {
            collective.barrier();
            return collective;
        });

        assertThat(usedAfterCollections(direct, 50, before)).isLessThanOrEqualTo(before);
        assertThat(held).hasSize(3);
    }

    /** Bytes in use once the collector has run often enough to get down to the goal, or so many times. */
    private static long usedAfterCollections(BufferPoolMXBean pool, int times, long goal) {
        for (int i = 0; i < times && pool.getMemoryUsed() > goal; i++) {
            System.gc();
        }
        return pool.getMemoryUsed();
    }

    private static void assertRefused(Endpoint endpoint) {
        assertThatThrownBy(() -> new Socket(endpoint.host(), endpoint.port()).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void theListenerIsReachedAtTheExecutorsAddressOnly() throws Exception {
        LoopbackWorkers workers = LoopbackWorkers.of("a", "b");
        List<Throwable> failures = workers.failures(rank -> {
            workers.join(rank, workers.settings(), endpoints -> {
                        // on Linux all of 127.0.0.0/8 is this machine
                        assertRefused(new Endpoint(
                                rank, "", "127.0.0.2", endpoints.get(1).port(), 0));
                    })
                    .close();
            return null;
        });

        assertThat(failures).containsOnlyNulls();
    }

    private static float[] values(int rank, int length) {
        Random random = new Random(31L * rank + length);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
        return bits;
    }
}
