package org.campanile.core.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.campanile.core.Check;
import org.campanile.core.math.CounterRandom;

/**
 * The order of all samples in one epoch: a pure function of the blocks' sizes, the settings and the epoch.
 *
 * <p>A block is a run of samples that are read together: a row group. Immutable.
 */
public final class EpochPlan {
    /*
     * Four steps lead from the data set to the order, for N samples and L lanes:
     *
     *   blocks    [A A A A] [B B B] [C C C C C]          as they stand on disk
     *   shuffled  [C C C C C] [A A A A] [B B B]          by seed and epoch
     *   lanes      C C C C|C A A A|A B B B               L runs of N / L samples, the first N mod L one longer
     *   windows    (C C)(C C)|(C A)(A A)|(A B)(B B)      each permuted by seed, epoch, lane and window
     *   order      lane 0, lane 1, lane 2, lane 0, ...   position p is sample p / L of lane p mod L
     *
     * The first N mod L lanes are the ones that the last, partial round of the interleaving reaches, so every lane is
     * used up exactly. Samples of one window come from one or few blocks, but a batch mixes all lanes, whose blocks are
     * random: what a window cannot mix, lanes and the shuffled blocks do.
     *
     * Nothing here knows the number of workers: MosaicML's streaming calls this elastic determinism.
     */
    private final ShuffleSettings settings;
    private final int epoch;
    private final int[] blocks;
    private final long[] starts;

    /**
     * @param blockRows samples of each block, in the order of the manifest; each at least 1
     * @param epoch     from 0
     */
    public EpochPlan(int[] blockRows, ShuffleSettings settings, int epoch) {
        this.settings = settings;
        this.epoch = Check.notNegative(epoch, "epoch");
        this.blocks = new int[blockRows.length];
        this.starts = new long[blockRows.length + 1];
        Permutation.fill(blocks, blocks.length, seed("blocks", epoch));
        for (int place = 0; place < blocks.length; place++) {
            starts[place + 1] = starts[place] + Check.positive(blockRows[blocks[place]], "rows of a block");
        }
    }

    /** Number of samples. */
    public long samples() {
        return starts[blocks.length];
    }

    public int lanes() {
        return settings.lanes();
    }

    /** Number of samples in a lane; lanes differ by one at most. */
    public long laneSamples(int lane) {
        Check.that(lane >= 0 && lane < lanes(), "lane must be in [0, %d), but is %d", lanes(), lane);
        return samples() / lanes() + (lane < samples() % lanes() ? 1 : 0);
    }

    /**
     * A window of a lane. Sample {@code i} of the lane is in window {@code i / settings.window()}.
     *
     * @param window from 0; the lane's last may be shorter than the others
     */
    public Window window(int lane, int window) {
        long first = (long) window * settings.window();
        long length = Math.min(settings.window(), laneSamples(lane) - first);
        Check.that(window >= 0 && length > 0, "lane %d has no window %d", lane, window);
        long seed = CounterRandom.hash(seed("windows", epoch), lane, window);
        return new Window(slices(laneStart(lane) + first, (int) length), (int) length, seed);
    }

    /**
     * Where the sample at a place in the order stands. Takes time proportional to the window: for checks and
     * explanations.
     *
     * @param position from 0 to {@code samples() - 1}
     */
    public Location sample(long position) {
        Check.that(
                position >= 0 && position < samples(), "position must be in [0, %d), but is %d", samples(), position);
        long index = position / lanes();
        Window window = window((int) (position % lanes()), (int) (index / settings.window()));
        int[] order = new int[window.length()];
        window.fillOrder(order);
        int remaining = order[(int) (index % settings.window())];
        for (Slice slice : window.slices()) {
            if (remaining < slice.rows()) {
                return new Location(slice.block(), slice.firstRow() + remaining);
            }
            remaining -= slice.rows();
        }
        throw new IllegalStateException("slices end before their window");
    }

    private long laneStart(int lane) {
        return lane * (samples() / lanes()) + Math.min(lane, samples() % lanes());
    }

    /** The parts of blocks that make up a run of the shuffled blocks. */
    private List<Slice> slices(long start, int length) {
        List<Slice> slices = new ArrayList<>();
        int found = Arrays.binarySearch(starts, start);
        int place = found >= 0 ? found : -found - 2;
        for (long at = start; at < start + length; place++) {
            long end = Math.min(starts[place + 1], start + length);
            slices.add(new Slice(blocks[place], (int) (at - starts[place]), (int) (end - at)));
            at = end;
        }
        return slices;
    }

    private long seed(String purpose, int epoch) {
        return CounterRandom.hash(CounterRandom.seedFor(settings.seed(), purpose), epoch);
    }

    /**
     * Rows of one block.
     *
     * @param block    number of the block in the manifest
     * @param firstRow the first of the rows
     * @param rows     number of rows; at least 1
     */
    public record Slice(int block, int firstRow, int rows) {}

    /** One row of one block. */
    public record Location(int block, int row) {}

    /**
     * Samples that are shuffled together.
     *
     * @param slices where they stand, in order
     * @param length their number
     * @param seed   seed of their order
     */
    public record Window(List<Slice> slices, int length, long seed) {
        public Window {
            slices = List.copyOf(slices);
        }

        /**
         * Fills {@code order[i]}, for {@code i} below {@link #length()}, with the place among {@link #slices()} of the
         * sample that comes {@code i}-th.
         */
        public void fillOrder(int[] order) {
            Permutation.fill(order, length, seed);
        }
    }
}
