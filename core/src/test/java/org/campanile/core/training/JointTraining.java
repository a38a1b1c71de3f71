package org.campanile.core.training;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.campanile.core.batch.Batch;
import org.campanile.core.collective.Collective;
import org.campanile.core.collective.Workers;
import org.campanile.core.config.TableOwnership;
import org.campanile.core.embedding.LocalEmbeddingTable;
import org.campanile.core.embedding.ShardedTables;
import org.campanile.core.embedding.TableState;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.ModelFactory;
import org.campanile.core.model.Parameters;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.stream.BatchSource;
import org.campanile.core.stream.BatchStream;
import org.campanile.core.stream.ReaderState;

/**
 * Trains a model on the same batches by one worker, or by several that each take an equal part of every batch, share their
 * tables row by row and average networks after each step.
 *
 * @param batches as many samples in each as any number of workers can share
 */
public record JointTraining(ModelFactory factory, ModelContext context, List<Batch> batches) {
    /** The parameters before. */
    public Parameters initial() {
        try (RecommenderModel model = factory.create(context)) {
            return Parameters.of(model.state());
        }
    }

    /** The parameters after one epoch of one worker with whole tables. */
    public Parameters onOneWorker() throws Exception {
        return Workers.run(1, collective -> train(collective, of(Set.of(), collective)))
                .get(0);
    }

    /** The parameters after one epoch of several workers with sharded tables, whose rows are asked for ahead. */
    public Parameters sharded(int workers) throws Exception {
        Set<String> names = tables();
        return Workers.runAhead(
                        workers,
                        (collective, ahead) -> train(
                                collective, new ShardedTables(names, LocalEmbeddingTable::new, collective, ahead)))
                .get(0);
    }

    /** The same, with rows asked for when a step's turn has come. */
    public Parameters shardedInTurn(int workers) throws Exception {
        Set<String> names = tables();
        return Workers.run(workers, collective -> train(collective, of(names, collective)))
                .get(0);
    }

    private static ShardedTables of(Set<String> names, Collective collective) {
        return new ShardedTables(names, LocalEmbeddingTable::new, collective);
    }

    /** The names of the model's tables. */
    private Set<String> tables() {
        try (RecommenderModel model = factory.create(context)) {
            return model.state().tables().stream().map(TableState::name).collect(Collectors.toSet());
        }
    }

    private Parameters train(Collective collective, ShardedTables tables) {
        try (RecommenderModel model = factory.create(context.with(tables))) {
            new TrainingLoop(
                            model,
                            new Parts(
                                    batches,
                                    collective.world().rank(),
                                    collective.world().size()),
                            collective,
                            new LoopSettings(1, 1, 0, TableOwnership.OWN),
                            new NothingSaved(),
                            new NobodyListens())
                    .run(TrainingPosition.START);
            AtomicReference<Parameters> trained = new AtomicReference<>();
            tables.readByFirst(() -> trained.set(Parameters.of(model.state())));
            return trained.get();
        }
    }

    /** A worker's part of each batch: the rows that follow those of the rank before. */
    private record Parts(List<Batch> batches, int rank, int size) implements BatchSource {
        @Override
        public int stepsPerEpoch() {
            return batches.size();
        }

        @Override
        public long samplesPerEpoch() {
            return batches.stream().mapToLong(Batch::size).sum();
        }

        @Override
        public BatchStream open(ReaderState state) {
            return new BatchStream() {
                private int step = state.step();

                @Override
                public Batch next() {
                    return step == batches.size() ? null : part(batches.get(step++));
                }

                @Override
                public long waitNanos() {
                    return 0;
                }

                @Override
                public void close() {}
            };
        }

        /** Of a batch that is smaller than the world the last ranks get nothing. */
        private Batch part(Batch batch) {
            int each = (batch.size() + size - 1) / size;
            int from = Math.min(rank * each, batch.size());
            int count = Math.min(each, batch.size() - from);
            Batch part = new Batch(batch.columns(), Math.max(1, count));
            part.append(batch, from, count);
            return part;
        }
    }

    private static final class NothingSaved implements CheckpointSaver {
        @Override
        public void save(TrainingPosition position) {}

        @Override
        public void saveBest(TrainingPosition position) {}
    }

    private static final class NobodyListens implements TrainingListener {
        @Override
        public void onRound(RoundReport report) {}

        @Override
        public void onValidation(ValidationReport report) {}

        @Override
        public void onEpoch(EpochReport report) {}
    }
}
