package org.campanile.core.stream;

import org.campanile.core.batch.Batch;
import org.campanile.core.batch.PackedRows;
import org.campanile.core.batch.RowGatherer;
import org.campanile.core.sampling.EpochPlan;
import org.campanile.core.sampling.ShuffleSettings;
import org.campanile.core.sampling.StepPlan;

/** A worker's batches of one epoch in the order of the plan. */
final class ShuffledProducer implements BatchProducer {
    /*
     * Worker w of W owns the positions p with p mod W = w. As W divides the number of lanes L, they are those of the
     * m = L / W lanes w, w + W, w + 2 W, ... and the worker's row t, at position p = t W + w, is the (t / m)-th sample
     * of its (t mod m)-th lane.
     */
    private final StepPlan steps;
    private final LaneReader[] lanes;
    private final BlockCache cache;
    private final RowGatherer gatherer;
    private final PackedRows[] sources;
    private final int[] rows;

    /**
     * @param shuffle settings whose lanes are a multiple of the world's size
     * @param first   the step to begin with
     */
    ShuffledProducer(SampleBlocks blocks, ShuffleSettings shuffle, int epoch, StepPlan steps, int first) {
        this.steps = steps;
        this.cache = new BlockCache(blocks);
        this.lanes = new LaneReader[shuffle.lanes() / steps.world().size()];
        this.gatherer = new RowGatherer(blocks.columns());
        this.sources = new PackedRows[steps.batchSize()];
        this.rows = new int[steps.batchSize()];
        EpochPlan plan = new EpochPlan(blocks.rows(), shuffle, epoch);
        for (int number = 0; number < lanes.length; number++) {
            int lane = steps.world().rank() + number * steps.world().size();
            long taken = taken(steps.firstRow(first), number);
            lanes[number] = new LaneReader(plan, lane, shuffle.window(), blocks, cache, taken);
        }
    }

    @Override
    public void fill(int step, Batch target) {
        int count = steps.rows(step);
        int pending = 0;
        for (int row = 0; row < count; row++) {
            long number = steps.firstRow(step) + row;
            LaneReader lane = lanes[(int) (number % lanes.length)];
            if (lane.isWindowRead()) {
                // Loading overwrites the rows that earlier rows of this batch may still stand in.
                gatherer.append(sources, rows, pending, target);
                pending = 0;
                lane.loadWindow();
            }
            sources[pending] = lane.rows();
            rows[pending++] = lane.nextRow();
            target.positions()[row] = steps.position(number);
        }
        gatherer.append(sources, rows, pending, target);
    }

    @Override
    public void close() {
        cache.close();
    }

    /** Samples taken from the worker's {@code number}-th lane when {@code rows} rows are read. */
    private long taken(long rows, int number) {
        return Math.max(0, (rows - number + lanes.length - 1) / lanes.length);
    }
}
