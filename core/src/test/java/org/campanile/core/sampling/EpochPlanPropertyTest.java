package org.campanile.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What must hold for every number of samples from 1 to 10,000, each with random blocks, lanes, windows and workers. */
class EpochPlanPropertyTest {
    private static final int MOST_SAMPLES = 10_000;

    @Test
    void everySampleIsInOneWindowOnceAndLanesDifferByOneAtMost() {
        Random random = new Random(23);
        for (int samples = 1; samples <= MOST_SAMPLES; samples++) {
            int[] blocks = blocks(samples, random);
            ShuffleSettings settings =
                    new ShuffleSettings(random.nextLong(), 1 + random.nextInt(32), 1 + random.nextInt(2000));
            EpochPlan plan = new EpochPlan(blocks, settings, random.nextInt(5));
            boolean[][] seen = new boolean[blocks.length][];
            for (int block = 0; block < blocks.length; block++) {
                seen[block] = new boolean[blocks[block]];
            }
            int found = 0;
            for (int lane = 0; lane < plan.lanes(); lane++) {
                assertThat(plan.laneSamples(lane) - samples / plan.lanes()).isBetween(0L, 1L);
                found += see(plan, lane, settings.window(), seen);
            }
            // As many as there are, none twice: so each once.
            assertThat(found).as("samples seen of %d", samples).isEqualTo(samples);
        }
    }

    /** Marks the samples of a lane in the order of its windows; returns how many were not seen before. */
    private static int see(EpochPlan plan, int lane, int windowLength, boolean[][] seen) {
        int[] order = new int[windowLength];
        int found = 0;
        long taken = 0;
        for (int number = 0; taken < plan.laneSamples(lane); number++) {
            EpochPlan.Window window = plan.window(lane, number);
            window.fillOrder(order);
            boolean[] places = new boolean[window.length()];
            for (int i = 0; i < window.length(); i++) {
                places[order[i]] = true;
            }
            int place = 0;
            for (EpochPlan.Slice slice : window.slices()) {
                for (int row = slice.firstRow(); row < slice.firstRow() + slice.rows(); row++) {
                    found += places[place++] && !seen[slice.block()][row] ? 1 : 0;
                    seen[slice.block()][row] = true;
                }
            }
            taken += window.length();
        }
        return found;
    }

    /** Steps of any number of workers cover the positions from 0 on without gap, the same ones in every step. */
    @Test
    void stepsCoverEveryPositionWhateverTheNumberOfWorkers() {
        Random random = new Random(29);
        for (int samples = 1; samples <= MOST_SAMPLES; samples++) {
            int workers = 1 + random.nextInt(16);
            int batchSize = 1 + random.nextInt(samples < 100 ? 20 : 700);
            StepPlan first = new StepPlan(samples, new World(0, workers), batchSize);
            long covered = 0;
            for (int step = 0; step < first.steps(); step++) {
                long stepRows = 0;
                for (int rank = 0; rank < workers; rank++) {
                    StepPlan plan = new StepPlan(samples, new World(rank, workers), batchSize);
                    assertThat(plan.steps()).isEqualTo(first.steps());
                    int rows = plan.rows(step);
                    stepRows += rows;
                    if (rows > 0) {
                        long last = plan.position(plan.firstRow(step) + rows - 1);
                        assertThat(plan.position(plan.firstRow(step))).isEqualTo(covered + rank);
                        assertThat(last).isLessThan(samples);
                    }
                }
                assertThat(stepRows).isEqualTo(Math.min((long) workers * batchSize, samples - covered));
                covered += stepRows;
            }
            assertThat(covered).as("positions covered of %d", samples).isEqualTo(samples);
        }
    }

    /** Blocks of about the same size or of any, one or many. */
    private static int[] blocks(int samples, Random random) {
        int largest = 1 + random.nextInt(samples);
        int[] blocks = new int[samples];
        int count = 0;
        for (int left = samples; left > 0; ) {
            int rows = Math.min(left, random.nextBoolean() ? largest : 1 + random.nextInt(largest));
            blocks[count++] = rows;
            left -= rows;
        }
        return Arrays.copyOf(blocks, count);
    }
}
