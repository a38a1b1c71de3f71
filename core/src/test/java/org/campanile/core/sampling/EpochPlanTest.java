package org.campanile.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EpochPlanTest {
    private static final int[] TRIED_WORLDS = {1, 2, 4, 8};

    /** Random sizes, from no sample at all and fewer samples than lanes to hundreds of windows. */
    static List<Case> cases() {
        Random random = new Random(11);
        List<Case> cases = new ArrayList<>();
        cases.add(new Case(List.of(), new ShuffleSettings(1, 8, 4)));
        cases.add(new Case(List.of(1), new ShuffleSettings(1, 8, 4)));
        cases.add(new Case(List.of(3, 2), new ShuffleSettings(1, 8, 1)));
        cases.add(new Case(List.of(1000), new ShuffleSettings(1, 1, 1 << 24)));
        for (int i = 0; i < 60; i++) {
            int most = 1 + random.nextInt(40);
            List<Integer> blocks =
                    random.ints(random.nextInt(12), 1, most + 1).boxed().toList();
            int lanes = 1 + random.nextInt(24);
            cases.add(new Case(blocks, new ShuffleSettings(random.nextLong(), lanes, 1 + random.nextInt(50))));
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everySampleComesExactlyOnce(Case given) {
        EpochPlan plan = given.plan(3);

        List<EpochPlan.Location> order = order(plan);

        assertThat(order)
                .hasSize(given.blocks().stream().mapToInt(Integer::intValue).sum());
        assertThat(new HashSet<>(order)).hasSameSizeAs(order);
        assertThat(order)
                .allMatch(at -> at.row() >= 0 && at.row() < given.blocks().get(at.block()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void windowsOfALaneFollowOneAnotherWithoutGap(Case given) {
        EpochPlan plan = given.plan(0);
        long samples = 0;
        for (int lane = 0; lane < plan.lanes(); lane++) {
            long laneSamples = 0;
            for (int window = 0; laneSamples < plan.laneSamples(lane); window++) {
                EpochPlan.Window read = plan.window(lane, window);
                assertThat(read.slices().stream()
                                .mapToInt(EpochPlan.Slice::rows)
                                .sum())
                        .isEqualTo(read.length());
                laneSamples += read.length();
            }
            assertThat(laneSamples).isEqualTo(plan.laneSamples(lane));
            assertThat(laneSamples - plan.samples() / plan.lanes()).isBetween(0L, 1L);
            samples += laneSamples;
        }

        assertThat(samples).isEqualTo(plan.samples());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void workersTakeTheSameSamplesInEveryStepWhateverTheirNumber(Case given) {
        int global = 16;
        List<List<Long>> expected = steps(given, new World(0, 1), global);
        for (int size : TRIED_WORLDS) {
            List<List<Long>> union = new ArrayList<>();
            for (int rank = 0; rank < size; rank++) {
                List<List<Long>> share = steps(given, new World(rank, size), global / size);
                assertThat(share).hasSameSizeAs(expected);
                for (int step = 0; step < share.size(); step++) {
                    if (rank == 0) {
                        union.add(new ArrayList<>());
                    }
                    union.get(step).addAll(share.get(step));
                }
            }
            union.forEach(step -> step.sort(null));
            assertThat(union).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 4, 3", "1, 4, 3", "11, 4, 3", "12, 4, 3", "13, 4, 3", "3, 8, 1", "100, 7, 5"})
    void onlyTheLastStepIsNotFull(long samples, int workers, int batchSize) {
        long global = (long) workers * batchSize;
        for (int rank = 0; rank < workers; rank++) {
            StepPlan plan = new StepPlan(samples, new World(rank, workers), batchSize);
            assertThat(plan.steps()).isEqualTo((int) Math.ceil(samples / (double) global));
            for (int step = 0; step < plan.steps() - 1; step++) {
                assertThat(plan.rows(step)).isEqualTo(batchSize);
            }
        }
        long rows = IntStream.range(0, workers)
                .mapToObj(rank -> new StepPlan(samples, new World(rank, workers), batchSize))
                .mapToLong(plan ->
                        IntStream.range(0, plan.steps()).mapToLong(plan::rows).sum())
                .sum();
        assertThat(rows).isEqualTo(samples);
    }

    @Test
    void theOrderIsTheOneOfTheExplanation() {
        // One lane, windows of one: the order is that of the shuffled blocks, each from first row to last.
        EpochPlan plan = new EpochPlan(new int[] {2, 3}, new ShuffleSettings(5, 1, 1), 0);
        List<EpochPlan.Location> first = locations(0, 2);
        List<EpochPlan.Location> second = locations(1, 3);

        List<EpochPlan.Location> order = order(plan);

        assertThat(order).isIn(List.of(concat(first, second), concat(second, first)));
    }

    @Test
    void lanesTakeTurns() {
        // 3 lanes over one block of 7 rows, windows of one: lanes are [0 1 2] [3 4] [5 6], taken in turns.
        EpochPlan plan = new EpochPlan(new int[] {7}, new ShuffleSettings(5, 3, 1), 0);

        assertThat(order(plan)).extracting(EpochPlan.Location::row).containsExactly(0, 3, 5, 1, 4, 6, 2);
    }

    @Test
    void theOrderFollowsSeedAndEpochAlone() {
        int[] blocks = {40, 40, 40};
        List<EpochPlan.Location> order = order(new EpochPlan(blocks, new ShuffleSettings(1, 4, 16), 0));

        assertThat(order(new EpochPlan(blocks, new ShuffleSettings(1, 4, 16), 0)))
                .isEqualTo(order);
        assertThat(order(new EpochPlan(blocks, new ShuffleSettings(1, 4, 16), 1)))
                .isNotEqualTo(order);
        assertThat(order(new EpochPlan(blocks, new ShuffleSettings(2, 4, 16), 0)))
                .isNotEqualTo(order);
    }

    /**
     * Samples sorted on disk come in an order that has nothing to do with where they stood. For a uniformly random order
     * of N samples the rank correlation of place and number has mean 0 and variance 1 / (N - 1). With blocks of R rows
     * only N / R blocks are shuffled freely, so the variance is at most about that of N / R independent draws: with
     * N / R = 400 the standard deviation is 1 / sqrt(399) = 0.0501, and 5 of them bound the correlation by 0.25.
     */
    @Test
    void sortedSamplesAreSpreadOverTheEpoch() {
        int[] blocks = IntStream.generate(() -> 50).limit(400).toArray();
        EpochPlan plan = new EpochPlan(blocks, new ShuffleSettings(17, 8, 500), 0);

        double[] numbers = numbers(plan, 50);

        assertThat(correlation(positions(numbers.length), numbers)).isBetween(-0.25, 0.25);
    }

    /**
     * Neighbours in a batch are strangers. Consecutive positions belong to different lanes, whose blocks are random:
     * the correlation of neighbours' numbers has standard deviation at most 1 / sqrt(N / R) = 0.05 as above, where the
     * order on disk has 1. Five standard deviations are 0.25.
     */
    @Test
    void neighboursAreNotNeighboursOnDisk() {
        int[] blocks = IntStream.generate(() -> 50).limit(400).toArray();
        EpochPlan plan = new EpochPlan(blocks, new ShuffleSettings(17, 8, 500), 0);

        double[] numbers = numbers(plan, 50);

        double[] successors = Arrays.copyOfRange(numbers, 1, numbers.length);
        assertThat(correlation(Arrays.copyOf(numbers, numbers.length - 1), successors))
                .isBetween(-0.25, 0.25);
    }

    /**
     * Inside one window the order is uniform: over 6,000 seeds each of the 3! orders of three samples comes 1,000 times
     * on average, with standard deviation sqrt(6000 * 1/6 * 5/6) = 28.9; five of them are 145.
     */
    @Test
    void everyOrderOfAWindowIsEquallyLikely() {
        int[] counts = new int[27];
        for (int seed = 0; seed < 6000; seed++) {
            EpochPlan plan = new EpochPlan(new int[] {3}, new ShuffleSettings(seed, 1, 3), 0);
            int code = order(plan).stream().mapToInt(EpochPlan.Location::row).reduce(0, (a, row) -> a * 3 + row);
            counts[code]++;
        }

        assertThat(Arrays.stream(counts).filter(count -> count > 0))
                .hasSize(6)
                .allMatch(count -> Math.abs(count - 1000) < 145);
    }

    @ParameterizedTest
    @CsvSource({"8, 1, 8", "8, 2, 8", "8, 8, 8", "8, 3, 9", "8, 5, 10", "8, 16, 16", "1, 7, 7"})
    void lanesAreRoundedUpToAMultipleOfTheWorkers(int lanes, int workers, int expected) {
        assertThat(new ShuffleSettings(1, lanes, 4).forWorkers(workers).lanes()).isEqualTo(expected);
    }

    @Test
    void positionsAndWindowsOutsideAreRefused() {
        EpochPlan plan = new EpochPlan(new int[] {10}, new ShuffleSettings(1, 2, 3), 0);

        assertThatThrownBy(() -> plan.sample(10)).hasMessage("position must be in [0, 10), but is 10");
        assertThatThrownBy(() -> plan.window(0, 2)).hasMessage("lane 0 has no window 2");
        assertThatThrownBy(() -> plan.laneSamples(2)).hasMessage("lane must be in [0, 2), but is 2");
        assertThatThrownBy(() -> new EpochPlan(new int[] {1, 0}, new ShuffleSettings(1, 2, 3), 0))
                .hasMessage("rows of a block must be at least 1, but is 0");
    }

    /** The positions of each step of one worker. */
    private static List<List<Long>> steps(Case given, World world, int batchSize) {
        StepPlan plan = new StepPlan(given.plan(0).samples(), world, batchSize);
        return IntStream.range(0, plan.steps())
                .mapToObj(step -> LongStream.range(0, plan.rows(step))
                        .map(row -> plan.position(plan.firstRow(step) + row))
                        .boxed()
                        .toList())
                .toList();
    }

    private static List<EpochPlan.Location> order(EpochPlan plan) {
        return LongStream.range(0, plan.samples()).mapToObj(plan::sample).toList();
    }

    /** Numbers on disk of the samples in order, when every block has {@code rows} rows. */
    private static double[] numbers(EpochPlan plan, int rows) {
        return order(plan).stream()
                .mapToDouble(at -> at.block() * (double) rows + at.row())
                .toArray();
    }

    private static double[] positions(int count) {
        return IntStream.range(0, count).asDoubleStream().toArray();
    }

    private static double correlation(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElseThrow();
        double meanB = Arrays.stream(b).average().orElseThrow();
        double covariance = 0;
        double varianceA = 0;
        double varianceB = 0;
        for (int i = 0; i < a.length; i++) {
            covariance += (a[i] - meanA) * (b[i] - meanB);
            varianceA += (a[i] - meanA) * (a[i] - meanA);
            varianceB += (b[i] - meanB) * (b[i] - meanB);
        }
        return covariance / Math.sqrt(varianceA * varianceB);
    }

    private static List<EpochPlan.Location> locations(int block, int rows) {
        return IntStream.range(0, rows)
                .mapToObj(row -> new EpochPlan.Location(block, row))
                .toList();
    }

    private static List<EpochPlan.Location> concat(List<EpochPlan.Location> first, List<EpochPlan.Location> second) {
        List<EpochPlan.Location> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    record Case(List<Integer> blocks, ShuffleSettings shuffle) {
        EpochPlan plan(int epoch) {
            return new EpochPlan(blocks.stream().mapToInt(Integer::intValue).toArray(), shuffle, epoch);
        }
    }
}
