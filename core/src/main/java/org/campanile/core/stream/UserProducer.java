package org.campanile.core.stream;

import org.campanile.core.batch.Batch;
import org.campanile.core.sampling.UserShares;
import org.campanile.core.sampling.World;

/** The batches of one worker's users. */
final class UserProducer implements BatchProducer {
    private final WholeOrder all;
    private final int userColumn;
    private final World world;
    private long toPass;

    /** @param passed the worker's samples that were read before */
    UserProducer(WholeOrder all, int userColumn, World world, long passed) {
        this.all = all;
        this.userColumn = userColumn;
        this.world = world;
        this.toPass = passed;
    }

    @Override
    public void fill(int step, Batch target) {
        while (toPass > 0 && advance()) {
            toPass--;
        }
        while (target.size() < target.capacity() && advance()) {
            target.append(all.batch(), all.row(), 1);
        }
    }

    /** Goes to the worker's next sample; false after the last. */
    private boolean advance() {
        while (all.advance()) {
            int user = all.batch().categorical(userColumn)[all.row()];
            if (UserShares.owner(user, world.size()) == world.rank()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        all.close();
    }
}
