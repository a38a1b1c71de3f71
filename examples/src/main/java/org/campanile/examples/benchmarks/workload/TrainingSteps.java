package org.campanile.examples.benchmarks.workload;

import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.model.TrainingStep;

/** Training steps on a few batches in memory, one after another, again and again. Used by one thread. */
final class TrainingSteps implements Runnable {
    private final TrainingStep step;
    private final List<Batch> batches;
    private int turn;
    private double lastLoss;

    TrainingSteps(RecommenderModel model, List<Batch> batches) {
        this.step = model.newStep();
        this.batches = batches;
    }

    /** Takes one step, preparation included. */
    @Override
    public void run() {
        step.prepare(0, batches.get(turn % batches.size()));
        turn++;
        lastLoss = step.train() / step.samples();
    }

    /** Mean loss of the last step: a finite number that falls shows that what is timed is training. */
    double lastLoss() {
        if (!Double.isFinite(lastLoss)) {
            throw new IllegalStateException("the loss is " + lastLoss + " after " + turn + " steps");
        }
        return lastLoss;
    }
}
