package org.campanile.examples.benchmarks.workload;

import java.util.Arrays;
import org.campanile.core.parallel.Shares;
import org.campanile.core.parallel.ThreadTeam;

/**
 * Bytes per second between the processor and memory, by the triad {@code a[i] = b[i] + s c[i]} over arrays far larger
 * than any cache (McCalpin: STREAM, 1995). Counted are the three arrays, 12 bytes per element; the read of a line before
 * it is overwritten is not.
 */
final class MemoryBandwidth implements Runnable, AutoCloseable {
    private static final int ELEMENTS = 1 << 26;

    private final float[] a = new float[ELEMENTS];
    private final float[] b = new float[ELEMENTS];
    private final float[] c = new float[ELEMENTS];
    private final ThreadTeam team;

    MemoryBandwidth(int threads) {
        this.team = new ThreadTeam(threads, "triad");
        Arrays.fill(b, 1f);
        Arrays.fill(c, 2f);
    }

    /** Measures with so many threads, in GB/s. */
    static double measure(int threads, double seconds) {
        try (MemoryBandwidth bandwidth = new MemoryBandwidth(threads)) {
            return 3e-9
                    * Float.BYTES
                    * ELEMENTS
                    / StepTimer.measure(bandwidth, 1, seconds).median();
        }
    }

    @Override
    public void run() {
        team.run(member ->
                triad(Shares.begin(member, team.size(), ELEMENTS), Shares.end(member, team.size(), ELEMENTS)));
    }

    private void triad(int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] = b[i] + 3f * c[i];
        }
    }

    @Override
    public void close() {
        team.close();
    }
}
