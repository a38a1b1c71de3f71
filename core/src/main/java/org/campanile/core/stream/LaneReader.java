package org.campanile.core.stream;

import org.campanile.core.batch.PackedRows;
import org.campanile.core.sampling.EpochPlan;
import org.jspecify.annotations.Nullable;

/** Reads the samples of one lane in the order of the plan, one window at a time. For one thread. */
final class LaneReader {
    private final EpochPlan plan;
    private final int lane;
    private final int window;
    private final BlockCache cache;
    private final PackedRows rows;
    private final int[] order;
    private BlockCache.@Nullable Slot slot;
    private long windowStart;
    private long windowEnd;
    private long next;

    /**
     * @param window the plan's window
     * @param first  the lane's sample to begin with; of those before it only the ones in its window are read
     */
    LaneReader(EpochPlan plan, int lane, int window, SampleBlocks blocks, BlockCache cache, long first) {
        this.plan = plan;
        this.lane = lane;
        this.window = window;
        this.cache = cache;
        int capacity = (int) Math.max(1, Math.min(window, plan.laneSamples(lane)));
        this.rows = new PackedRows(blocks.columns(), capacity);
        this.order = new int[capacity];
        this.windowEnd = first;
        this.next = first;
    }

    /** Whether {@link #loadWindow()} must come before {@link #nextRow()}. */
    boolean isWindowRead() {
        return next == windowEnd;
    }

    /** Replaces {@link #rows()} with the rows of the next window. */
    void loadWindow() {
        int number = Math.toIntExact(next / window);
        EpochPlan.Window loaded = plan.window(lane, number);
        rows.clear();
        for (EpochPlan.Slice slice : loaded.slices()) {
            append(slice);
        }
        loaded.fillOrder(order);
        windowStart = (long) number * window;
        windowEnd = windowStart + loaded.length();
    }

    /** The rows of the window, in the order of the blocks. */
    PackedRows rows() {
        return rows;
    }

    /** Number of the next sample among {@link #rows()}. */
    int nextRow() {
        return order[(int) (next++ - windowStart)];
    }

    private void append(EpochPlan.Slice slice) {
        BlockCache.Slot source = cache.exchange(slot, slice.block());
        rows.append(source.rows(), slice.firstRow(), slice.rows());
        slot = source;
        if (slice.firstRow() + slice.rows() == source.rows().size()) {
            cache.release(source);
            slot = null;
        }
    }
}
