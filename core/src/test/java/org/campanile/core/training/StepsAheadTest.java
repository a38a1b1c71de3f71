package org.campanile.core.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.campanile.core.batch.Batch;
import org.campanile.core.collective.Collective;
import org.campanile.core.collective.CollectiveException;
import org.campanile.core.collective.Workers;
import org.campanile.core.config.AveragingConfiguration;
import org.campanile.core.config.ScheduleConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.SparseOptimizerType;
import org.campanile.core.config.TableOwnership;
import org.campanile.core.config.ValidationConfiguration;
import org.campanile.core.config.ValidationConfiguration.Metric;
import org.campanile.core.config.ValidationConfiguration.When;
import org.campanile.core.embedding.LocalEmbeddingTable;
import org.campanile.core.embedding.ShardedTables;
import org.campanile.core.embedding.TableSettings;
import org.campanile.core.stream.BatchSource;
import org.campanile.core.stream.BatchStream;
import org.campanile.core.stream.ReaderState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training while the rows of the next steps are asked for: what becomes of workers that do not come to the same step. */
class StepsAheadTest {
    private static final int WORKERS = 3;
    private static final int STEPS = 10;
    private static final int BATCH = 4;
    private static final int SAMPLES = WORKERS * BATCH * STEPS;

    /** Long enough that a test which runs into it fails by its duration. */
    private static final Duration LONG = Duration.ofSeconds(45);

    private static final Duration SHORT = Duration.ofMillis(300);

    /** What happens to worker 1 before it reads a batch. */
    private interface Event {
        void before(int step) throws InterruptedException;
    }

    /** A worker's batches. */
    private record Batches(ListedBatches given, Event event) implements BatchSource {
        static Batches of(Collective collective, Event ofWorker1) {
            int rank = collective.world().rank();
            return new Batches(
                    new ListedBatches(rank, WORKERS, SAMPLES, BATCH, 1f), rank == 1 ? ofWorker1 : step -> {});
        }

        @Override
        public int stepsPerEpoch() {
            return given.stepsPerEpoch();
        }

        @Override
        public long samplesPerEpoch() {
            return given.samplesPerEpoch();
        }

        @Override
        public BatchStream open(ReaderState state) {
            BatchStream batches = given.open(state);
            return new BatchStream() {
                private int step = state.step();

                @Override
                public Batch next() {
                    try {
                        event.before(step++);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new CancellationException("interrupted while reading");
                    }
                    return batches.next();
                }

                @Override
                public long waitNanos() {
                    return 0;
                }

                @Override
                public void close() {}
            };
        }
    }

    private static ShardedTables tables(Collective collective, Collective ahead) {
        return new ShardedTables(Set.of("items"), LocalEmbeddingTable::new, collective, ahead);
    }

    private static TableSettings settings() {
        SparseOptimizerConfiguration descent = new SparseOptimizerConfiguration(SparseOptimizerType.SGD, 0.1);
        return new TableSettings("items", SAMPLES, 3, 5, 0.5f, descent);
    }

    /** Trains until the second validation, after four steps, is no better than the first. */
    private static TrainingOutcome train(Collective collective, ShardedTableModel model, Event ofWorker1) {
        ValidationConfiguration validation =
                new ValidationConfiguration(When.EVERY_STEPS, 2, Metric.AUC, "", 1e-6, 1, 0, 1);
        LoopSettings settings = new LoopSettings(
                1, new AveragingConfiguration(2), 0, TableOwnership.OWN, ScheduleConfiguration.CONSTANT, validation);
        Ignored ignored = new Ignored();
        return new TrainingLoop(
                        model,
                        Batches.of(collective, ofWorker1),
                        collective,
                        settings,
                        new OuterAverage(),
                        () -> Map.of("auc", 0.5),
                        ignored,
                        ignored)
                .run(TrainingPosition.START);
    }

    /* Worker 1 comes no further than to a step that the others have asked for or are about to; they wait for it. */
    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void trainingThatStopsWithinAnEpochLeavesNobodyWaiting(int held) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        long start = System.nanoTime();

        List<TrainingOutcome> outcomes = Workers.runAhead(WORKERS, (collective, ahead) -> {
            ShardedTables tables = tables(collective, ahead);
            try (ShardedTableModel model = new ShardedTableModel(tables.make(settings()))) {
                TrainingOutcome outcome = train(collective, model, step -> {
                    if (step == held) {
                        never.await();
                    }
                });
                tables.readByFirst(() -> model.state().tables().get(0).readRecord(1, new float[3], 0));
                return outcome;
            }
        });

        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                TrainingOutcome.Finished.class,
                                finished -> assertThat(finished.position().globalStep())
                                        .isEqualTo(4)));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG.dividedBy(3));
    }

    @Test
    void aWorkerThatFailsToReadEndsThoseThatWaitForItsRowNumbers() throws Exception {
        long start = System.nanoTime();

        List<Throwable> failures = Workers.failuresAhead(WORKERS, LONG, (collective, ahead) -> {
            try (ShardedTableModel model =
                    new ShardedTableModel(tables(collective, ahead).make(settings()))) {
                return train(collective, model, step -> {
                    if (step == 3) {
                        throw new IllegalStateException("a shard is damaged");
                    }
                });
            }
        });

        assertThat(failures.get(1)).hasMessage("a shard is damaged");
        for (int rank : new int[] {0, 2}) {
            assertThat(failures.get(rank))
                    .isInstanceOf(CollectiveException.class)
                    .hasMessageMatching(
                            "rank " + rank + " of 3: all-to-all with rank \\d \\(in this JVM\\) failed after"
                                    + " [0-9.]+ s: the peer closed the connection \\(it failed or was stopped: see its log\\)");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG.dividedBy(3));
    }

    @Test
    void aWorkerThatDoesNotPrepareIsNamedAfterTheTimeLimit() throws Exception {
        CountDownLatch others = new CountDownLatch(WORKERS - 1);

        List<Throwable> failures = Workers.failuresAhead(WORKERS, SHORT, (collective, ahead) -> {
            try (ShardedTableModel model =
                    new ShardedTableModel(tables(collective, ahead).make(settings()))) {
                return train(collective, model, step -> {
                    if (step == 3) {
                        others.await();
                    }
                });
            } finally {
                others.countDown();
            }
        });

        assertThat(failures).allMatch(CollectiveException.class::isInstance);
        assertThat(failures).anyMatch(failure -> failure.getMessage().contains("no answer within the time limit"));
    }

    /** Nobody saves or listens. */
    private static final class Ignored implements CheckpointSaver, TrainingListener {
        @Override
        public void save(TrainingPosition position) {}

        @Override
        public void saveBest(TrainingPosition position) {}

        @Override
        public void onRound(RoundReport report) {}

        @Override
        public void onValidation(ValidationReport report) {}

        @Override
        public void onEpoch(EpochReport report) {}
    }
}
