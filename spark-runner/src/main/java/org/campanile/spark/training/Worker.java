package org.campanile.spark.training;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.campanile.core.CampanileException;
import org.campanile.core.collective.Collective;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.ShuffleConfiguration;
import org.campanile.core.config.ValidationConfiguration.When;
import org.campanile.core.embedding.ShardedTables;
import org.campanile.core.math.BlasCheck;
import org.campanile.core.metric.Calibration;
import org.campanile.core.model.ModelState;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.sampling.World;
import org.campanile.core.shard.DatasetReading;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.stream.BatchSource;
import org.campanile.core.stream.ReaderSettings;
import org.campanile.core.training.LoopSettings;
import org.campanile.core.training.OuterOptimizer;
import org.campanile.core.training.TrainingLoop;
import org.campanile.core.training.TrainingOutcome;
import org.campanile.core.training.TrainingPosition;
import org.campanile.core.training.Validator;
import org.campanile.spark.collective.CollectiveSettings;
import org.campanile.spark.collective.CollectiveSettings.Links;
import org.campanile.spark.collective.Rendezvous;
import org.campanile.spark.preparation.Configurations;

/** One worker's whole life inside its barrier task: open the data, join the others, restore, train, write the bundle. */
final class Worker implements BarrierStage.Body {
    private static final long serialVersionUID = 1L;
    private static final int PREFETCHED_BATCHES = 4;

    /** Long enough for worker 0 to write a checkpoint or the bundle meanwhile. */
    private static final Duration EXCHANGE_TIMEOUT = Duration.ofMinutes(10);

    private final TrainingAssignment assignment;

    Worker(TrainingAssignment assignment) {
        this.assignment = assignment;
    }

    @Override
    public String run(BarrierTaskContext context) {
        BlasCheck.ofThisProcess();
        try (WorkerReporter reporter = WorkerReporter.open(assignment, context.partitionId())) {
            try {
                return train(context, reporter).toJson();
            } catch (CampanileException e) {
                reporter.failed(e.getMessage());
                throw e;
            }
        }
    }

    private WorkerResult train(BarrierTaskContext context, WorkerReporter reporter) {
        RunConfiguration configuration =
                Configurations.reader().parse(assignment.configuration(), "the driver's configuration", List.of());
        WorkerGpu.bind(configuration.cluster(), context.partitionId(), gpus(context), new BackendDevices());
        PreparedDataset data =
                DatasetReading.open(assignment.dataset(), configuration.data().reading(), context.partitionId());
        AtomicLong bytesSent = new AtomicLong();
        try (WorkerTables local = WorkerTables.of(configuration.cluster().tables(), attempt(context));
                Collective collective = Rendezvous.join(context, links(configuration), bytesSent)) {
            KernelAgreement.check(collective);
            TablePlacement placement = TablePlacement.of(configuration, data, collective, context);
            if (placement.sharded().isEmpty()) {
                return train(
                        configuration,
                        data,
                        placement,
                        new ShardedTables(Set.of(), local, collective),
                        collective,
                        reporter);
            }
            try (Collective ahead = Rendezvous.join(context, lookUpLinks(), bytesSent)) {
                ShardedTables tables = new ShardedTables(placement.sharded(), local, collective, ahead);
                return train(configuration, data, placement, tables, collective, reporter);
            }
        }
    }

    private WorkerResult train(
            RunConfiguration configuration,
            PreparedDataset data,
            TablePlacement placement,
            ShardedTables tables,
            Collective collective,
            WorkerReporter reporter) {
        try (RecommenderModel model = Models.create(configuration, data, tables)) {
            World world = collective.world();
            OuterOptimizer outer = OuterOptimizer.of(
                    configuration.training().averaging(), model.state().dense());
            ModelState state = model.state().with(outer.state());
            try (Checkpoints checkpoints =
                    new Checkpoints(assignment, configuration, data.manifest(), world, state, tables)) {
                LoopSettings settings = LoopSettings.of(configuration);
                TrainingPosition start = checkpoints.restore(collective);
                BatchSource reader = placement.reader(data, world, readerSettings(configuration));
                reporter.started(start, reader, state, settings, plans(placement, state, world));
                Validator validator = Models.validator(configuration, data, model, collective);
                TrainingLoop loop =
                        new TrainingLoop(model, reader, collective, settings, outer, validator, checkpoints, reporter);
                TrainingOutcome outcome = loop.run(start);
                checkpoints.finish();
                if (outcome instanceof TrainingOutcome.Diverged diverged) {
                    return reporter.diverged(diverged.reason());
                }
                if (configuration.training().validation().when() != When.NEVER) {
                    collective.barrier();
                    loop.moveTo(checkpoints.restoreBest(collective));
                }
                Map<String, Calibration> calibrations = Models.calibrations(configuration, data, model, collective);
                tables.readByFirst(
                        () -> Models.writeBundle(assignment.bundle(), configuration, data, model, calibrations));
                collective.barrier();
                return reporter.finished();
            }
        }
    }

    /** Addresses of the GPUs that Spark gave the task. */
    private static String[] gpus(BarrierTaskContext context) {
        ResourceInformation given = context.resourcesJMap().get(WorkerGpu.RESOURCE);
        return given == null ? new String[0] : given.addresses();
    }

    /** What has become of the tables, for the one who reports it. */
    private static List<TablePlan> plans(TablePlacement placement, ModelState state, World world) {
        return world.rank() > 0
                ? List.of()
                : state.tables().stream()
                        .map(table -> TablePlan.of(table, world.size(), placement.traffic()))
                        .toList();
    }

    /** Names this attempt at the stage: tasks of an earlier one may still be ending. */
    private String attempt(BarrierTaskContext context) {
        return assignment.jobId() + "-" + context.stageAttemptNumber();
    }

    private CollectiveSettings links(RunConfiguration configuration) {
        Links links = TablePlacement.mayShard(configuration) ? Links.ALL : Links.RING;
        return new CollectiveSettings(assignment.jobId(), assignment.secret(), EXCHANGE_TIMEOUT, links);
    }

    /** Links by which the thread that prepares steps asks for rows of sharded tables, while the training thread trains. */
    private CollectiveSettings lookUpLinks() {
        return new CollectiveSettings(
                assignment.jobId() + "/look-ups", assignment.secret(), EXCHANGE_TIMEOUT, Links.ALL);
    }

    private static ReaderSettings readerSettings(RunConfiguration configuration) {
        ShuffleConfiguration shuffle = configuration.training().shuffle();
        return new ReaderSettings(
                configuration.seed(),
                shuffle.lanes(),
                shuffle.window(),
                configuration.training().batchSize(),
                PREFETCHED_BATCHES);
    }
}
