package org.campanile.core.stream;

import org.campanile.core.batch.Batch;
import org.campanile.core.sampling.ShuffleSettings;
import org.campanile.core.sampling.StepPlan;
import org.campanile.core.sampling.World;

/** All samples of an epoch in the order of the plan, one after the other. For one thread. */
final class WholeOrder implements AutoCloseable {
    private final StepPlan steps;
    private final ShuffledProducer producer;
    private final Batch read;
    private int step;
    private int row = -1;

    /** @param batchSize samples read at a time */
    WholeOrder(SampleBlocks blocks, ShuffleSettings shuffle, int epoch, int batchSize) {
        this.steps = new StepPlan(blocks.samples(), new World(0, 1), batchSize);
        this.producer = new ShuffledProducer(blocks, shuffle, epoch, steps, 0);
        this.read = new Batch(blocks.columns(), batchSize);
    }

    /** Goes to the next sample; false after the last. */
    boolean advance() {
        if (row + 1 < read.size()) {
            row++;
            return true;
        }
        if (step == steps.steps()) {
            return false;
        }
        read.clear();
        producer.fill(step++, read);
        row = 0;
        return true;
    }

    /** The batch that the present sample stands in. */
    Batch batch() {
        return read;
    }

    /** The present sample's row of the batch. */
    int row() {
        return row;
    }

    @Override
    public void close() {
        producer.close();
    }
}
