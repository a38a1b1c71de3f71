package org.campanile.core.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.campanile.core.collective.Collective;
import org.campanile.core.collective.Workers;
import org.campanile.core.config.TableOwnership;
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
        private float[] table = new float[0];
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
}
