package org.campanile.core.stream;

import org.campanile.core.Check;
import org.campanile.core.sampling.ShuffleSettings;
import org.campanile.core.sampling.StepPlan;
import org.campanile.core.sampling.World;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;

/**
 * A worker's share of the samples of one part, shuffled anew each epoch by {@link org.campanile.core.sampling.EpochPlan}:
 * every sample once, in an order that depends on seed and epoch but not on the number of workers, as long as that
 * divides the lanes.
 *
 * <p>Opening an epoch at any step costs the same. What is held in memory, in rows: with W workers, L lanes, windows of
 * V rows and row groups of at most R,
 *
 * <pre>
 * L / W * (V + R) + (prefetch + 1) * batchSize
 * </pre>
 *
 * of 4 bytes per dense and categorical value, 4 bytes per id and 4 per sequence, and 12 bytes besides; and the
 * compressed bytes of one row group.
 *
 * <p>Safe for use by several threads; each stream is for one.
 */
public final class StreamingReader implements BatchSource {
    private final SampleBlocks blocks;
    private final StepPlan steps;
    private final ShuffleSettings shuffle;
    private final PrefetchingStream.Work work;

    public StreamingReader(PreparedDataset dataset, Split split, World world, ReaderSettings settings) {
        this.blocks = new SampleBlocks(dataset, split);
        this.steps = new StepPlan(blocks.samples(), world, settings.batchSize());
        this.shuffle = settings.shuffle().forWorkers(world.size());
        String what = split.folder() + " samples of rank " + world.rank();
        this.work = new PrefetchingStream.Work(what, blocks.columns(), settings.batchSize(), settings.prefetch());
    }

    @Override
    public int stepsPerEpoch() {
        return steps.steps();
    }

    @Override
    public long samplesPerEpoch() {
        return steps.samples();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the epoch has fewer steps than {@code state} says were read
     */
    @Override
    public BatchStream open(ReaderState state) {
        int last = stepsPerEpoch();
        Check.that(state.step() <= last, "step must be in [0, %d], but is %d", last, state.step());
        BatchProducer producer = new ShuffledProducer(blocks, shuffle, state.epoch(), steps, state.step());
        return new PrefetchingStream(work, producer, state.step(), last);
    }
}
