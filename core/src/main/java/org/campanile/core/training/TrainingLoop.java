package org.campanile.core.training;

import java.util.List;
import java.util.Map;
import org.campanile.core.CampanileException;
import org.campanile.core.collective.Collective;
import org.campanile.core.config.TableOwnership;
import org.campanile.core.config.ValidationConfiguration;
import org.campanile.core.embedding.TableState;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.model.TrainingStep;
import org.campanile.core.optimizer.LearningRates;
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
    private final Validator validator;
    private final LearningRates rates;
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
        this(model, source, collective, settings, new OuterAverage(), Map::of, checkpoints, listener);
    }

    /**
     * @param outer     makes the next parameters of the workers' mean
     * @param validator is asked where the settings say so
     */
    public TrainingLoop(
            RecommenderModel model,
            BatchSource source,
            Collective collective,
            LoopSettings settings,
            OuterOptimizer outer,
            Validator validator,
            CheckpointSaver checkpoints,
            TrainingListener listener) {
        this.model = model;
        this.source = source;
        this.collective = collective;
        this.settings = settings;
        this.validator = validator;
        this.checkpoints = checkpoints;
        this.listener = listener;
        this.averaging = new ParameterAveraging(settings.averaging(), collective, model.state(), outer);
        this.guard = new DivergenceGuard(collective.world().rank());
        this.slots = StepPipeline.slots(model);
        this.rates = new LearningRates(settings.schedule(), (long) settings.epochs() * source.stepsPerEpoch());
        model.state().dense().forEach(network -> network.follow(rates));
        model.state().tables().forEach(table -> table.follow(rates));
    }

    /**
     * Trains from a position to the end of the last epoch, until validations no longer get better, or until some worker's
     * loss is not finite.
     */
    public TrainingOutcome run(TrainingPosition start) {
        try {
            return runFrom(start);
        } finally {
            averaging.close();
        }
    }

    private TrainingOutcome runFrom(TrainingPosition start) {
        moveTo(start);
        averaging.begin();
        TrainingPosition position = start;
        while (position.reader().epoch() < settings.epochs() && !stopsAt(position)) {
            EpochRun epoch = new EpochRun(position);
            position = epoch.run();
            if (epoch.diverged) {
                return new TrainingOutcome.Diverged(position, guard.reason());
            }
        }
        return new TrainingOutcome.Finished(position);
    }

    /** Learning rates and decay go on from a position whose state has been given to the model. */
    public void moveTo(TrainingPosition position) {
        rates.moveTo(position.globalStep(), position.validation().reductions());
    }

    private boolean stopsAt(TrainingPosition position) {
        return position.validation().stops(settings.validation());
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
                for (@Nullable TrainingStep step = steps.next(); step != null; step = nextOf(steps)) {
                    double loss = step.train();
                    guard.check(loss, position.reader(), model.state());
                    round.add(loss, step.samples());
                    position = position.next(source.stepsPerEpoch());
                    rates.moveTo(position.globalStep());
                    if (settings.endsRoundAt(position)) {
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

        private @Nullable TrainingStep nextOf(StepPipeline steps) {
            return diverged || stopsAt(position) ? null : steps.next();
        }

        private void endRound(RoundTotals round, StepPipeline steps) {
            averaging.await();
            RoundTotals all = round.sumOver(collective, guard.hasDiverged());
            if (all.diverged()) {
                diverged = true;
                return;
            }
            averaging.average(settings.roundEndAt(position));
            model.endRound();
            lossSum += all.lossSum();
            samples += all.samples();
            listener.onRound(clock.report(position, all, round, steps.waitNanos()));
            if (settings.validatesAt(position)) {
                validate();
            }
            if (settings.savesAt(position) || stopsAt(position)) {
                checkpoints.save(position);
            }
            if (settings.tables() == TableOwnership.SHARED) {
                // Nobody may change a row that another worker still averages or saves.
                collective.barrier();
            }
        }

        private void validate() {
            model.state().tables().forEach(TableState::catchUp);
            Map<String, Double> metrics = validator.validate();
            ValidationConfiguration validation = settings.validation();
            Double value = metrics.get(validation.key());
            if (value == null) {
                throw new CampanileException("training.validation.metric is "
                        + validation.key() + ", which the validation part does not have: all of its labels are"
                        + " the same; choose another data.split, or log-loss.");
            }
            position = position.with(position.validation().next(validation, position.globalStep(), value, rates));
            boolean isBest = position.validation().endsInBest();
            if (isBest) {
                checkpoints.saveBest(position);
            }
            listener.onValidation(new ValidationReport(position.globalStep(), metrics, rates.factor(), isBest));
        }
    }
}
