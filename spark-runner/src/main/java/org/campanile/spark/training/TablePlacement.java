package org.campanile.spark.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.BarrierTaskContext;
import org.campanile.core.collective.Collective;
import org.campanile.core.config.AveragingConfiguration.Exchange;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.TableMemory;
import org.campanile.core.config.TableOwnership;
import org.campanile.core.config.TableSharding;
import org.campanile.core.embedding.LocalEmbeddingTable;
import org.campanile.core.embedding.TableMaker;
import org.campanile.core.embedding.TableRoom;
import org.campanile.core.embedding.TableSettings;
import org.campanile.core.sampling.World;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;
import org.campanile.core.stream.BatchSource;
import org.campanile.core.stream.ReaderSettings;
import org.campanile.core.stream.StreamingReader;
import org.campanile.core.stream.UserReader;

/**
 * Where the tables of a job live and who trains on which samples, agreed on by all of its workers.
 *
 * @param sharded names of the tables whose rows have one owner each
 * @param users   how samples are divided by user; empty when they are spread
 * @param traffic what tables cost the network then
 */
record TablePlacement(Set<String> sharded, Optional<UserPartition> users, TableTraffic traffic) {
    private static final int MEBIBYTE = 1 << 20;

    /** Whether a job may come to shard tables, so that its workers need links with all others. */
    static boolean mayShard(RunConfiguration configuration) {
        return configuration.cluster().sharding() != TableSharding.REPLICATED
                && configuration.cluster().workers() > 1
                && configuration.cluster().tables() == TableOwnership.OWN
                && configuration.training().averaging().exchange() == Exchange.BLOCKING;
    }

    /**
     * The same on every worker.
     *
     * @throws org.campanile.core.CampanileException when the tables do not fit, or samples cannot be divided as is asked
     */
    static TablePlacement of(
            RunConfiguration configuration, PreparedDataset data, Collective collective, BarrierTaskContext context) {
        if (!mayShard(configuration)) {
            return new TablePlacement(Set.of(), Optional.empty(), TableTraffic.of(configuration, data, Set.of()));
        }
        List<TableSettings> tables = tablesOf(configuration, data);
        Optional<UserPartition> users = UserPartition.of(configuration, data, tables);
        TableTraffic traffic = TableTraffic.of(
                configuration, data, users.map(UserPartition::tables).orElse(Set.of()));
        long room = smallestRoom(configuration.training().tableMemory(), collective, context);
        TablePlanner planner = new TablePlanner(
                configuration.cluster().sharding(), collective.world().size(), room, traffic);
        Set<String> sharded = planner.plan(tables).stream()
                .filter(plan -> !plan.everywhere())
                .map(TablePlan::name)
                .collect(Collectors.toSet());
        return new TablePlacement(sharded, users, traffic);
    }

    /** The worker's share of the training samples. */
    BatchSource reader(PreparedDataset data, World world, ReaderSettings settings) {
        return users.isEmpty()
                ? new StreamingReader(data, Split.TRAIN, world, settings)
                : new UserReader(data, Split.TRAIN, world, settings, users.get().shares());
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
