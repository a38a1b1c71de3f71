package org.campanile.spark.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.campanile.core.CampanileException;
import org.campanile.core.config.TableSharding;
import org.campanile.core.embedding.TableSettings;

/**
 * Decides which embedding tables are sharded. A replicated table costs memory on every worker and an exchange of touched
 * rows once a round; a sharded one a share of the memory and an exchange in every step: so tables are replicated while
 * they fit.
 *
 * @param sharding what the configuration asks for
 * @param workers  workers of the job
 * @param room     bytes that each of them has for tables
 */
record TablePlanner(TableSharding sharding, int workers, long room) {
    /**
     * The plan, in the tables' order. The same settings give the same plan.
     *
     * @throws CampanileException when the tables do not fit
     */
    List<TablePlan> plan(List<TableSettings> tables) {
        List<TablePlan> plans = new ArrayList<>(tables.stream()
                .map(table -> sharding == TableSharding.SHARDED
                        ? TablePlan.sharded(table, workers)
                        : TablePlan.replicated(table))
                .toList());
        if (sharding == TableSharding.AUTO) {
            while (bytes(plans) > room && shardLargest(tables, plans)) {}
        }
        if (bytes(plans) > room && sharding != TableSharding.REPLICATED) {
            throw new CampanileException("The embedding tables take " + TablePlan.mebibytes(bytes(plans))
                    + " on each worker even when sharded over " + workers + " (the largest is "
                    + largest(plans).text() + "), but a worker has " + TablePlan.mebibytes(room)
                    + " for them: use more workers, executors with more memory, fewer workers on an executor, or a smaller"
                    + " model.embedding-dim. cluster.sharding: replicated starts without asking.");
        }
        return plans;
    }

    private boolean shardLargest(List<TableSettings> tables, List<TablePlan> plans) {
        int largest = -1;
        for (int i = 0; i < plans.size(); i++) {
            boolean isReplicated = plans.get(i).placement().equals(TablePlan.REPLICATED);
            if (isReplicated
                    && (largest < 0 || plans.get(i).bytes() > plans.get(largest).bytes())) {
                largest = i;
            }
        }
        if (largest < 0) {
            return false;
        }
        plans.set(largest, TablePlan.sharded(tables.get(largest), workers));
        return true;
    }

    private static TablePlan largest(List<TablePlan> plans) {
        return plans.stream().max(Comparator.comparingLong(TablePlan::bytes)).orElseThrow();
    }

    private static long bytes(List<TablePlan> plans) {
        return plans.stream().mapToLong(TablePlan::bytes).sum();
    }

    private static long uncompressedBytes(List<TablePlan> plans) {
        return plans.stream().mapToLong(TablePlan::uncompressedBytes).sum();
    }

    /** The plan as lines, for the log. */
    static String text(List<TablePlan> plans) {
        return plans.stream().map(TablePlan::text).collect(Collectors.joining("; ")) + "; together "
                + TablePlan.saving(bytes(plans), uncompressedBytes(plans)) + " on each worker";
    }
}
