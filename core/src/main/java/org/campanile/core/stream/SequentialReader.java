package org.campanile.core.stream;

import org.campanile.core.Check;
import org.campanile.core.sampling.World;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;

/**
 * All samples of one part in the order of its files, for evaluation and scoring. With several workers each reads one
 * run of them: worker w of W the samples from {@code w * N / W} on. Positions are the samples' numbers in that order.
 *
 * <p>Every epoch is the same. Safe for use by several threads; each stream is for one.
 */
public final class SequentialReader implements BatchSource {
    private static final int PREFETCH = 2;

    private final SampleBlocks blocks;
    private final World world;
    private final int batchSize;
    private final PrefetchingStream.Work work;

    /** @param batchSize rows of a batch; at least 1 */
    public SequentialReader(PreparedDataset dataset, Split split, World world, int batchSize) {
        this.blocks = new SampleBlocks(dataset, split);
        this.world = world;
        this.batchSize = Check.positive(batchSize, "batch size");
        String what = split.folder() + " samples of rank " + world.rank();
        this.work = new PrefetchingStream.Work(what, blocks.columns(), batchSize, PREFETCH);
    }

    /** {@inheritDoc} Workers whose run is shorter end with an empty batch. */
    @Override
    public int stepsPerEpoch() {
        long longest = ceilDiv(blocks.samples(), world.size());
        return Math.toIntExact(ceilDiv(longest, batchSize));
    }

    @Override
    public long samplesPerEpoch() {
        return blocks.samples();
    }

    @Override
    public BatchStream open(ReaderState state) {
        int last = stepsPerEpoch();
        Check.that(state.step() <= last, "step must be in [0, %d], but is %d", last, state.step());
        long first = runStart(world.rank()) + (long) state.step() * batchSize;
        BatchProducer producer = new SequentialProducer(blocks, batchSize, first, runStart(world.rank() + 1));
        return new PrefetchingStream(work, producer, state.step(), last);
    }

    private long runStart(int rank) {
        return Math.multiplyExact(blocks.samples(), (long) rank) / world.size();
    }

    private static long ceilDiv(long dividend, long divisor) {
        return dividend / divisor + (dividend % divisor == 0 ? 0 : 1);
    }
}
