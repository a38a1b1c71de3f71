package org.campanile.spark.training;

import java.util.Arrays;
import org.campanile.core.CampanileException;
import org.campanile.core.checkpoint.BackgroundCheckpoints;
import org.campanile.core.checkpoint.CheckpointHeader;
import org.campanile.core.checkpoint.CheckpointStore;
import org.campanile.core.collective.Collective;
import org.campanile.core.config.CheckpointConfiguration.Writing;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.embedding.ShardedTables;
import org.campanile.core.embedding.TableState;
import org.campanile.core.model.ModelState;
import org.campanile.core.sampling.World;
import org.campanile.core.shard.DatasetManifest;
import org.campanile.core.storage.FileStores;
import org.campanile.core.training.CheckpointSaver;
import org.campanile.core.training.TrainingPosition;

/** A worker's side of the checkpoints: worker 0 writes for all, everybody reads. Used by the training thread. */
final class Checkpoints implements CheckpointSaver, AutoCloseable {
    /** Folder of the best model, beside the checkpoints. */
    static final String BEST = "best";

    private final CheckpointStore store;
    private final CheckpointStore best;
    private final BackgroundCheckpoints background;
    private final boolean inBackground;
    private final World world;
    private final ModelState state;
    private final ShardedTables tables;
    private final long seed;
    private final String configurationHash;
    private final String dataHash;

    Checkpoints(
            TrainingAssignment assignment,
            RunConfiguration configuration,
            DatasetManifest data,
            World world,
            ModelState state,
            ShardedTables tables) {
        this.store = new CheckpointStore(
                FileStores.open(assignment.checkpoints()),
                configuration.training().checkpoint().keep());
        this.best = new CheckpointStore(FileStores.open(assignment.checkpoints() + "/" + BEST), 1);
        this.background = new BackgroundCheckpoints(store, state);
        this.inBackground = configuration.training().checkpoint().writing() == Writing.BACKGROUND
                && state.tables().stream().allMatch(TableState::isReplicated);
        this.world = world;
        this.state = state;
        this.tables = tables;
        this.seed = configuration.seed();
        this.configurationHash = ConfigurationHash.of(configuration);
        this.dataHash = data.contentHash();
    }

    /** Takes over the newest sound checkpoint, if there is one. */
    TrainingPosition restore(Collective collective) {
        return restore(store, collective);
    }

    /** Takes over the best model that was saved. */
    TrainingPosition restoreBest(Collective collective) {
        return restore(best, collective);
    }

    private TrainingPosition restore(CheckpointStore from, Collective collective) {
        TrainingPosition position = from.restoreNewest(state, configurationHash, dataHash)
                .map(header -> new TrainingPosition(header.globalStep(), header.reader(), header.validation()))
                .orElse(TrainingPosition.START);
        int[][] everybody = collective.allGather(new int[] {(int) position.globalStep()});
        if (Arrays.stream(everybody).anyMatch(steps -> steps[0] != everybody[0][0])) {
            throw new CampanileException("The workers found different checkpoints (steps "
                    + Arrays.toString(
                            Arrays.stream(everybody).mapToInt(steps -> steps[0]).toArray())
                    + "): the run folder must be on storage that every executor shares.");
        }
        return position;
    }

    @Override
    public void save(TrainingPosition position) {
        if (!inBackground) {
            tables.readByFirst(() -> store.save(header(position), state));
        } else if (world.rank() == 0) {
            background.save(header(position));
        }
    }

    @Override
    public void saveBest(TrainingPosition position) {
        tables.readByFirst(() -> best.save(header(position), state));
    }

    private CheckpointHeader header(TrainingPosition position) {
        return new CheckpointHeader(
                position.globalStep(),
                position.reader(),
                world.size(),
                seed,
                configurationHash,
                dataHash,
                position.validation());
    }

    /** Waits until all checkpoints are written. */
    void finish() {
        background.await();
    }

    @Override
    public void close() {
        background.close();
    }
}
