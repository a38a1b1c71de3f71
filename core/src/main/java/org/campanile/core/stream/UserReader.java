package org.campanile.core.stream;

import org.campanile.core.Check;
import org.campanile.core.sampling.ShuffleSettings;
import org.campanile.core.sampling.UserShares;
import org.campanile.core.sampling.World;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;

/**
 * A worker's share of the samples of one part, which are all samples of its users, in the order of the whole part that one
 * worker alone would read by {@link StreamingReader}. Which samples a step has depends on the number of workers.
 *
 * <p>Every worker reads all samples and keeps its own; to open an epoch at a step it reads those before it, too. What is
 * held in memory is what a worker alone would hold, and a batch more.
 *
 * <p>Safe for use by several threads; each stream is for one.
 */
public final class UserReader implements BatchSource {
    private static final World ALONE = new World(0, 1);

    private final SampleBlocks blocks;
    private final World world;
    private final ReaderSettings settings;
    private final ShuffleSettings shuffle;
    private final int userColumn;
    private final int steps;
    private final PrefetchingStream.Work work;

    /**
     * @param shares samples of each worker's users in this part
     * @throws IllegalArgumentException when the shares are of another part or another number of workers
     */
    public UserReader(PreparedDataset dataset, Split split, World world, ReaderSettings settings, UserShares shares) {
        this.blocks = new SampleBlocks(dataset, split);
        Check.that(
                shares.total() == blocks.samples() && shares.samples().size() == world.size(),
                "shares of %d samples among %d workers are not those of %d among %d",
                shares.total(),
                shares.samples().size(),
                blocks.samples(),
                world.size());
        this.world = world;
        this.settings = settings;
        this.shuffle = settings.shuffle().forWorkers(ALONE.size());
        this.userColumn =
                blocks.columns().categorical().indexOf(dataset.schema().key(FeatureSide.USER));
        this.steps = shares.steps(settings.batchSize());
        String what = split.folder() + " samples of users of rank " + world.rank();
        this.work = new PrefetchingStream.Work(what, blocks.columns(), settings.batchSize(), settings.prefetch());
    }

    @Override
    public int stepsPerEpoch() {
        return steps;
    }

    @Override
    public long samplesPerEpoch() {
        return blocks.samples();
    }

    @Override
    public BatchStream open(ReaderState state) {
        Check.that(state.step() <= steps, "step must be in [0, %d], but is %d", steps, state.step());
        UserProducer producer = new UserProducer(
                new WholeOrder(blocks, shuffle, state.epoch(), settings.batchSize()),
                userColumn,
                world,
                (long) state.step() * settings.batchSize());
        return new PrefetchingStream(work, producer, state.step(), steps);
    }
}
