package org.campanile.spark.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.config.TableSharding;
import org.campanile.core.embedding.TableSettings;

/**
 * Decides which embedding tables are sharded. A replicated table costs memory on every worker and an exchange of touched
 * rows once a round; a sharded one a share of the memory and an exchange in every step: so tables are replicated while
 * they fit, and those sharded first that add least to what is sent for the memory they save.
 *
 * @param sharding what the configuration asks for
 * @param workers  workers of the job
 * @param room     bytes that each of them has for tables
 * @param traffic  what tables cost the network
 */
record TablePlanner(TableSharding sharding, int workers, long room, TableTraffic traffic) {
    /**
     * The plan, in the tables' order. The same settings give the same plan.
     *
     * @throws CampanileException when the tables do not fit
     */
    List<TablePlan> plan(List<TableSettings> tables) {
        List<TablePlan> plans = new ArrayList<>(tables.stream()
                .map(table -> shardsFirst(table)
                        ? TablePlan.sharded(table, workers, traffic)
                        : TablePlan.replicated(table, traffic))
                .toList());
        if (sharding == TableSharding.AUTO) {
            while (bytes(plans) > room && shardCheapest(tables, plans)) {}
        }
        if (bytes(plans) > room && sharding != TableSharding.REPLICATED) {
            TablePlan largest = plans.stream()
                    .max(Comparator.comparingLong(TablePlan::bytes))
                    .orElseThrow();
            throw new CampanileException("The embedding tables take " + TablePlanPage.mebibytes(bytes(plans))
                    + " on each worker even when sharded over " + workers + " (the largest is " + largest.name() + ": "
                    + largest.rows() + " x " + largest.dim() + ", " + TablePlanPage.mebibytes(largest.bytes())
                    + "), but a worker has " + TablePlanPage.mebibytes(room)
                    + " for them: use more workers, executors with more memory, fewer workers on an executor, or a smaller"
                    + " model.embedding-dim. cluster.sharding: replicated starts without asking.");
        }
        return plans;
    }

    /** Rows that no other worker needs are not copied to it. */
    private boolean shardsFirst(TableSettings table) {
        return switch (sharding) {
            case SHARDED -> true;
            case REPLICATED -> false;
            case AUTO -> traffic.isLocal(table.name());
        };
    }

    /** Returns whether a table was left that takes less when it is sharded. */
    private boolean shardCheapest(List<TableSettings> tables, List<TablePlan> plans) {
        int cheapest = -1;
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < plans.size(); i++) {
            TablePlan sharded = TablePlan.sharded(tables.get(i), workers, traffic);
            long saved = plans.get(i).bytes() - sharded.bytes();
            double cost = (double) (sharded.traffic() - plans.get(i).traffic()) / saved;
            if (plans.get(i).everywhere() && saved > 0 && cost < lowest) {
                cheapest = i;
                lowest = cost;
            }
        }
        if (cheapest < 0) {
            return false;
        }
        plans.set(cheapest, TablePlan.sharded(tables.get(cheapest), workers, traffic));
        return true;
    }

    private static long bytes(List<TablePlan> plans) {
        return plans.stream().mapToLong(TablePlan::bytes).sum();
    }
}
