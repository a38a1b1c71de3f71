package org.campanile.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.campanile.core.collective.Collective;
import org.campanile.core.collective.Workers;
import org.campanile.core.config.AveragingConfiguration;
import org.campanile.core.config.ScheduleConfiguration;
import org.campanile.core.config.TableOwnership;
import org.campanile.core.config.ValidationConfiguration;
import org.campanile.core.config.ValidationConfiguration.Metric;
import org.campanile.core.config.ValidationConfiguration.When;
import org.campanile.core.stream.ReaderState;
import org.junit.jupiter.api.Test;

class TrainingLoopTest {
    private static final int SAMPLES = 45;
    private static final int BATCH = 4;

    /** What one worker saw. */
    private static final class WorkerLog implements TrainingListener, CheckpointSaver {
        private final List<RoundReport> rounds = new ArrayList<>();
        private final List<EpochReport> epochs = new ArrayList<>();
        private final List<TrainingPosition> saved = new ArrayList<>();
        private final List<Long> best = new ArrayList<>();
        private final List<ValidationReport> validations = new ArrayList<>();
        private float[] table = new float[0];
        private int roundsOfModel;
        private TrainingOutcome outcome = new TrainingOutcome.Finished(TrainingPosition.START);

        @Override
        public void onRound(RoundReport report) {
            rounds.add(report);
        }

        @Override
        public void onEpoch(EpochReport report) {
            epochs.add(report);
        }

        @Override
        public void save(TrainingPosition position) {
            saved.add(position);
        }

        @Override
        public void saveBest(TrainingPosition position) {
            best.add(position.globalStep());
        }

        @Override
        public void onValidation(ValidationReport report) {
            validations.add(report);
        }
    }

    private static WorkerLog train(Collective collective, TrainingPosition start, float label) {
        int rank = collective.world().rank();
        WorkerLog record = new WorkerLog();
        try (TableModel model = new TableModel(SAMPLES)) {
            TrainingLoop loop = new TrainingLoop(
                    model,
                    new ListedBatches(rank, collective.world().size(), SAMPLES, BATCH, label),
                    collective,
                    new LoopSettings(2, 2, 4, TableOwnership.OWN),
                    record,
                    record);
            record.outcome = loop.run(start);
            record.roundsOfModel = model.rounds();
            record.table = ReplicaFixture.recordsOf(model.state().tables().get(0));
        }
        return record;
    }

    @Test
    void workersAreAlikeAtTheEndAndHaveSeenEverySampleOncePerEpoch() throws Exception {
        List<WorkerLog> workers = Workers.run(3, collective -> train(collective, TrainingPosition.START, 1f));

        // 45 samples in global batches of 12: 4 steps, the last with 9 samples
        assertThat(workers).allSatisfy(worker -> {
            assertThat(ReplicaFixture.bits(worker.table)).isEqualTo(ReplicaFixture.bits(workers.get(0).table));
            assertThat(worker.epochs).extracting(EpochReport::samples).containsExactly(45L, 45L);
            assertThat(worker.epochs).extracting(EpochReport::globalStep).containsExactly(4L, 8L);
            assertThat(worker.outcome)
                    .isEqualTo(new TrainingOutcome.Finished(new TrainingPosition(8, new ReaderState(2, 0))));
        });
    }

    @Test
    void roundsEndAtAveragingsAndEpochEnds() throws Exception {
        WorkerLog worker = Workers.run(1, collective -> train(collective, TrainingPosition.START, 1f))
                .get(0);

        // one worker: 45 / 4 is 12 steps, averaged every 2
        assertThat(worker.rounds)
                .extracting(round -> round.position().globalStep())
                .containsExactly(2L, 4L, 6L, 8L, 10L, 12L, 14L, 16L, 18L, 20L, 22L, 24L);
        assertThat(worker.roundsOfModel).isEqualTo(12);
        assertThat(worker.rounds.get(0).samples()).isEqualTo(8);
        assertThat(worker.epochs.get(1).meanLoss())
                .isLessThan(worker.epochs.get(0).meanLoss());
    }

    @Test
    void checkpointsAreTakenEveryFewStepsAndAtTheEndOfEachEpoch() throws Exception {
        WorkerLog worker = Workers.run(1, collective -> train(collective, TrainingPosition.START, 1f))
                .get(0);

        assertThat(worker.saved).extracting(TrainingPosition::globalStep).containsExactly(4L, 8L, 12L, 16L, 20L, 24L);
        assertThat(worker.saved.get(2).reader()).isEqualTo(new ReaderState(1, 0));
    }

    @Test
    void trainingGoesOnWhereItIsTold() throws Exception {
        TrainingPosition start = new TrainingPosition(20, new ReaderState(1, 8));

        WorkerLog worker =
                Workers.run(1, collective -> train(collective, start, 1f)).get(0);

        // steps 9 to 12 of the second epoch: 3 x 4 samples and the last one
        assertThat(worker.epochs).extracting(EpochReport::samples).containsExactly(13L);
        assertThat(worker.epochs).extracting(EpochReport::globalStep).containsExactly(24L);
    }

    /** Trains one worker over the values that validation finds, one after the other. */
    private static WorkerLog validated(ValidationConfiguration validation, TrainingPosition start, double... values)
            throws Exception {
        return Workers.run(1, collective -> {
                    WorkerLog log = new WorkerLog();
                    Iterator<Double> found = Arrays.stream(values).iterator();
                    try (TableModel model = new TableModel(SAMPLES)) {
                        log.outcome = new TrainingLoop(
                                        model,
                                        new ListedBatches(0, 1, SAMPLES, BATCH, 1f),
                                        collective,
                                        new LoopSettings(
                                                6,
                                                new AveragingConfiguration(2),
                                                0,
                                                TableOwnership.OWN,
                                                ScheduleConfiguration.CONSTANT,
                                                validation),
                                        new OuterAverage(),
                                        () -> Map.of("auc", found.next()),
                                        log,
                                        log)
                                .run(start);
                    }
                    return log;
                })
                .get(0);
    }

    private static ValidationConfiguration eachEpoch(double reduceFactor, int reducePatience, int stopPatience) {
        return new ValidationConfiguration(
                When.EACH_EPOCH, 1, Metric.AUC, "", 1e-6, reduceFactor, reducePatience, stopPatience);
    }

    @Test
    void theBestModelIsSavedAndTrainingStopsWhenItGetsNoBetter() throws Exception {
        WorkerLog worker = validated(eachEpoch(1, 0, 2), TrainingPosition.START, 0.6, 0.8, 0.7, 0.8, 0.9, 0.9);

        // 12 steps an epoch. The third and the fourth validation are no better than the second: it ends there.
        assertThat(worker.best).containsExactly(12L, 24L);
        assertThat(worker.outcome).isInstanceOfSatisfying(TrainingOutcome.Finished.class, finished -> {
            assertThat(finished.position().globalStep()).isEqualTo(48);
            assertThat(finished.position().validation().best()).isEqualTo(0.8);
            assertThat(finished.position().validation().bestStep()).isEqualTo(24);
        });
    }

    @Test
    void learningRatesFallOnAPlateau() throws Exception {
        WorkerLog worker = validated(eachEpoch(0.1, 1, 0), TrainingPosition.START, 0.6, 0.5, 0.6, 0.7, 0.7, 0.7);

        // One validation in a row may be no better; the second, the third here and the sixth, reduces.
        assertThat(worker.validations)
                .extracting(ValidationReport::rateFactor)
                .usingElementComparator(Comparator.comparingDouble(value -> Math.round(value * 1e6)))
                .containsExactly(1.0, 1.0, 0.1, 0.1, 0.1, 0.01);
    }

    @Test
    void aResumedTrainingRemembersItsValidations() throws Exception {
        ValidationConfiguration validation = eachEpoch(0.1, 0, 3);
        WorkerLog whole = validated(validation, TrainingPosition.START, 0.6, 0.5, 0.7, 0.6, 0.6, 0.8);
        TrainingPosition afterThree = whole.saved.get(2);

        WorkerLog rest = validated(validation, afterThree, 0.6, 0.6, 0.8);

        assertThat(rest.outcome).isEqualTo(whole.outcome);
        assertThat(rest.best).containsExactly(72L);
        assertThat(rest.validations).isEqualTo(whole.validations.subList(3, 6));
    }

    @Test
    void aResumedTrainingThatHadStoppedStopsAtOnce() throws Exception {
        ValidationConfiguration validation = eachEpoch(1, 0, 1);
        WorkerLog whole = validated(validation, TrainingPosition.START, 0.6, 0.5);
        TrainingPosition last = whole.saved.get(1);

        WorkerLog rest = validated(validation, last);

        assertThat(rest.outcome).isEqualTo(new TrainingOutcome.Finished(last));
        assertThat(rest.rounds).isEmpty();
    }

    @Test
    void aMetricThatValidationLacksIsAnError() {
        ValidationConfiguration validation =
                new ValidationConfiguration(When.EACH_EPOCH, 1, Metric.PR_AUC, "", 0, 1, 0, 0);
        assertThatThrownBy(() -> validated(validation, TrainingPosition.START, 0.5))
                .hasStackTraceContaining(
                        "training.validation.metric is pr_auc, which the validation part does not have:"
                                + " all of its labels are the same; choose another data.split, or log-loss.");
    }

    @Test
    void aLossThatIsNotFiniteEndsAllWorkersBeforeAnythingIsSaved() throws Exception {
        List<WorkerLog> workers = Workers.run(
                2,
                collective -> train(
                        collective, TrainingPosition.START, collective.world().rank() == 1 ? Float.NaN : 1f));

        assertThat(workers).allSatisfy(worker -> {
            assertThat(worker.saved).isEmpty();
            assertThat(worker.epochs).isEmpty();
            assertThat(worker.outcome).isInstanceOf(TrainingOutcome.Diverged.class);
        });
        assertThat(((TrainingOutcome.Diverged) workers.get(0).outcome).reason()).isEmpty();
        assertThat(((TrainingOutcome.Diverged) workers.get(1).outcome).reason())
                .startsWith(
                        "The loss is NaN at epoch 1, step 1 of worker 1; row 1 of embedding table items is not finite");
    }

    /* Rounds of 2 steps, checkpoints every 4, validation every 6, of epochs of 9. */
    @Test
    void roundsThatEndInACheckpointOrAValidationAreSettled() {
        LoopSettings settings = new LoopSettings(
                2,
                new AveragingConfiguration(2),
                4,
                TableOwnership.OWN,
                ScheduleConfiguration.CONSTANT,
                new ValidationConfiguration(When.EVERY_STEPS, 6, Metric.AUC, "", 0, 1, 0, 0));

        List<Integer> ends = new ArrayList<>();
        List<Integer> settled = new ArrayList<>();
        TrainingPosition position = TrainingPosition.START;
        for (int step = 1; step <= 9; step++) {
            position = position.next(9);
            if (settings.endsRoundAt(position)) {
                ends.add(step);
                if (settings.roundEndAt(position) == RoundEnd.SETTLED) {
                    settled.add(step);
                }
            }
        }

        assertThat(ends).containsExactly(2, 4, 6, 8, 9);
        assertThat(settled).containsExactly(4, 6, 8, 9);
    }
}
