package org.campanile.spark.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.BarrierTaskContext;
import org.campanile.core.collective.Collective;
import org.campanile.core.config.CalibrationMethod;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.TableMemory;
import org.campanile.core.config.TableOwnership;
import org.campanile.core.config.TableSharding;
import org.campanile.core.config.ValidationConfiguration.When;
import org.campanile.core.embedding.LocalEmbeddingTable;
import org.campanile.core.embedding.TableMaker;
import org.campanile.core.embedding.TableRoom;
import org.campanile.core.embedding.TableSettings;
import org.campanile.core.shard.PreparedDataset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the tables of a job live, agreed on by all of its workers. */
final class TablePlacement {
    private static final Logger LOG = LoggerFactory.getLogger(TablePlacement.class);
    private static final int MEBIBYTE = 1 << 20;

    private TablePlacement() {}

    /** Whether a job may come to shard tables, so that its workers need links with all others. */
    static boolean mayShard(RunConfiguration configuration) {
        return configuration.cluster().sharding() != TableSharding.REPLICATED
                && configuration.cluster().workers() > 1
                && configuration.cluster().tables() == TableOwnership.OWN
                && configuration.training().validation().when() == When.NEVER
                && configuration.training().calibration() == CalibrationMethod.NONE;
    }

    /**
     * Names of the tables to shard, the same on every worker.
     *
     * @throws org.campanile.core.CampanileException when the tables do not fit
     */
    static Set<String> sharded(
            RunConfiguration configuration, PreparedDataset data, Collective collective, BarrierTaskContext context) {
        if (!mayShard(configuration)) {
            return Set.of();
        }
        long room = smallestRoom(configuration.training().tableMemory(), collective, context);
        TablePlanner planner = new TablePlanner(
                configuration.cluster().sharding(), collective.world().size(), room);
        List<TablePlan> plans = planner.plan(tablesOf(configuration, data));
        if (collective.world().rank() == 0) {
            LOG.info("Embedding tables: {}", TablePlanner.text(plans));
        }
        return plans.stream()
                .filter(plan -> plan.placement().equals(TablePlan.SHARDED))
                .map(TablePlan::name)
                .collect(Collectors.toSet());
    }

    /** Bytes for tables of the worker that has least: a process's room is divided among its workers. */
    private static long smallestRoom(TableMemory memory, Collective collective, BarrierTaskContext context) {
        String own = context.getTaskInfos()[context.partitionId()].address();
        long workersHere = Arrays.stream(context.getTaskInfos())
                .filter(task -> task.address().equals(own))
                .count();
        int mebibytes = (int) Math.min(Integer.MAX_VALUE, TableRoom.bytes(memory) / workersHere / MEBIBYTE);
        return Arrays.stream(collective.allGather(new int[] {mebibytes}))
                        .mapToLong(room -> room[0])
                        .min()
                        .orElseThrow()
                * MEBIBYTE;
    }

    /** Makes the model once to see which tables it has; a table without touched rows takes next to nothing. */
    private static List<TableSettings> tablesOf(RunConfiguration configuration, PreparedDataset data) {
        List<TableSettings> tables = new ArrayList<>();
        TableMaker recorder = settings -> {
            tables.add(settings);
            return new LocalEmbeddingTable(settings.withMemory(TableMemory.HEAP));
        };
        Models.shape(configuration, data, recorder).close();
        return tables;
    }
}
