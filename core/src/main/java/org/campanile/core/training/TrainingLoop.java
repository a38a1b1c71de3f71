package org.campanile.core.training;

import java.util.List;
import org.campanile.core.collective.Collective;
import org.campanile.core.config.TableOwnership;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.model.TrainingStep;
import org.campanile.core.stream.BatchSource;
import org.campanile.core.stream.BatchStream;
import org.jspecify.annotations.Nullable;

/**
 * One worker's training: steps on its own samples, joined by averaging with the other workers every few steps and at
 * the end of each epoch. Used by the model's thread; another one prepares the steps ahead.
 *
 * <p>Workers stay in step because every worker has the same number of steps per epoch; a worker whose samples have run
 * out takes empty steps.
 */
public final class TrainingLoop {
    private final RecommenderModel model;
    private final BatchSource source;
    private final Collective collective;
    private final LoopSettings settings;
    private final CheckpointSaver checkpoints;
    private final TrainingListener listener;
    private final ParameterAveraging averaging;
    private final DivergenceGuard guard;
    private final List<StepPipeline.Slot> slots;

    public TrainingLoop(
            RecommenderModel model,
            BatchSource source,
            Collective collective,
            LoopSettings settings,
            CheckpointSaver checkpoints,
            TrainingListener listener) {
        this.model = model;
        this.source = source;
        this.collective = collective;
        this.settings = settings;
        this.checkpoints = checkpoints;
        this.listener = listener;
        this.averaging = new ParameterAveraging(collective, model.state());
        this.guard = new DivergenceGuard(collective.world().rank());
        this.slots = StepPipeline.slots(model);
    }

    /** Trains from a position to the end of the last epoch, or until some worker's loss is not finite. */
    public TrainingOutcome run(TrainingPosition start) {
        TrainingPosition position = start;
        while (position.reader().epoch() < settings.epochs()) {
            EpochRun epoch = new EpochRun(position);
            position = epoch.run();
            if (epoch.diverged) {
                return new TrainingOutcome.Diverged(position, guard.reason());
            }
        }
        return new TrainingOutcome.Finished(position);
    }

    /** One epoch, or the rest of one, divided into rounds that each end with an averaging. */
    private final class EpochRun {
        private final int epoch;
        private final RoundClock clock = new RoundClock(averaging, model.clock());
        private TrainingPosition position;
        private double lossSum;
        private long samples;
        private boolean diverged;

        EpochRun(TrainingPosition start) {
            this.position = start;
            this.epoch = start.reader().epoch();
        }

        TrainingPosition run() {
            long begin = System.nanoTime();
            try (BatchStream batches = source.open(position.reader());
                    StepPipeline steps = new StepPipeline(slots, batches, epoch)) {
                RoundTotals round = new RoundTotals();
                for (@Nullable TrainingStep step = steps.next(); step != null && !diverged; step = steps.next()) {
                    double loss = step.train();
                    guard.check(loss, position.reader(), model.state());
                    round.add(loss, step.samples());
                    position = position.next(source.stepsPerEpoch());
                    if (endsRound()) {
                        endRound(round, steps);
                        round = new RoundTotals();
                    }
                }
            }
            if (!diverged) {
                listener.onEpoch(new EpochReport(
                        epoch,
                        position.globalStep(),
                        samples == 0 ? 0 : lossSum / samples,
                        samples,
                        (System.nanoTime() - begin) / 1e9));
            }
            return position;
        }

        private boolean endsRound() {
            return position.isEpochStart() || position.reader().step() % settings.averagingEvery() == 0;
        }

        private void endRound(RoundTotals round, StepPipeline steps) {
            RoundTotals all = round.sumOver(collective, guard.hasDiverged());
            if (all.diverged()) {
                diverged = true;
                return;
            }
            averaging.average();
            lossSum += all.lossSum();
            samples += all.samples();
            listener.onRound(clock.report(position, all, steps.waitNanos()));
            if (position.isEpochStart() || isCheckpointDue()) {
                checkpoints.save(position);
            }
            if (settings.tables() == TableOwnership.SHARED) {
                // Nobody may change a row that another worker still averages or saves.
                collective.barrier();
            }
        }

        private boolean isCheckpointDue() {
            return settings.checkpointEvery() > 0 && position.reader().step() % settings.checkpointEvery() == 0;
        }
    }
}
