package org.campanile.examples.benchmarks.workload;

import java.util.Arrays;
import org.campanile.core.math.CounterRandom;
import org.campanile.core.parallel.ThreadTeam;

/**
 * What it costs to copy a row from a random place of memory: nanoseconds per row and thread, by the size of what the rows
 * are drawn from. Far beyond the caches this is the latency of memory and of the translation of addresses, as far as the
 * processor cannot hide it behind the rows before.
 */
final class RandomRows implements Runnable, AutoCloseable {
    private static final int ROWS_PER_RUN = 1 << 16;

    private final float[] memory;
    private final int rowLength;
    private final ThreadTeam team;
    private final float[][] rows;
    private final float[] sums;
    private int runs;

    private RandomRows(int elements, int rowLength, int threads) {
        this.memory = new float[elements];
        this.rowLength = rowLength;
        this.team = new ThreadTeam(threads, "random rows");
        this.rows = new float[threads][rowLength];
        this.sums = new float[threads];
        Arrays.fill(memory, 1f);
    }

    /** Measures with so many threads at once, in nanoseconds. */
    static double nanoseconds(int elements, int rowLength, int threads, double seconds) {
        try (RandomRows random = new RandomRows(elements, rowLength, threads)) {
            return 1e9 * StepTimer.measure(random, 1, seconds).median() / ROWS_PER_RUN;
        }
    }

    @Override
    public void run() {
        runs++;
        team.run(this::copy);
    }

    private void copy(int member) {
        float[] row = rows[member];
        int places = memory.length / rowLength;
        float sum = 0f;
        for (int i = 0; i < ROWS_PER_RUN; i++) {
            int place = CounterRandom.below(CounterRandom.hash(runs, member, i), places);
            System.arraycopy(memory, place * rowLength, row, 0, rowLength);
            sum += row[i % rowLength];
        }
        sums[member] += sum;
    }

    @Override
    public void close() {
        team.close();
    }
}
