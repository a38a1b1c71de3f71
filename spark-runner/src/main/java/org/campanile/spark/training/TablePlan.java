package org.campanile.spark.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.campanile.core.embedding.TableSettings;
import org.campanile.core.embedding.TableState;

/**
 * Where an embedding table lives and what it takes, for {@code plan.json}.
 *
 * @param placement {@code replicated}: every worker holds the whole table; {@code sharded}: every row has one owner
 * @param bytes     bytes of weights and optimizer state on each worker, at most
 * @param traffic   bytes that each worker is expected to send for it in a step; see {@link TableTraffic}
 * @param saved     bytes that it would send more, were samples not divided by user
 */
record TablePlan(
        String name,
        int rows,
        int dim,
        String placement,
        long bytes,
        @JsonProperty("sent_bytes_per_step") long traffic,
        @JsonProperty("saved_bytes_per_step") long saved) {
    static final String REPLICATED = "replicated";
    static final String SHARDED = "sharded";

    /** What has become of a table. */
    static TablePlan of(TableState table, int workers, TableTraffic traffic) {
        return table.isReplicated()
                ? replicated(table.name(), table.rows(), table.dim(), table.stateSize(), traffic)
                : sharded(table.name(), table.rows(), table.dim(), table.stateSize(), workers, traffic);
    }

    static TablePlan replicated(TableSettings table, TableTraffic traffic) {
        return replicated(table.name(), table.rows(), table.dim(), table.stateSize(), traffic);
    }

    static TablePlan sharded(TableSettings table, int workers, TableTraffic traffic) {
        return sharded(table.name(), table.rows(), table.dim(), table.stateSize(), workers, traffic);
    }

    private static TablePlan replicated(String name, int rows, int dim, int stateSize, TableTraffic traffic) {
        int width = dim + stateSize;
        return new TablePlan(name, rows, dim, REPLICATED, bytes(rows, width), traffic.replicated(name, rows, width), 0);
    }

    private static TablePlan sharded(String name, int rows, int dim, int stateSize, int workers, TableTraffic traffic) {
        long rowsEach = ((long) rows + workers - 1) / workers;
        long bytes = bytes(rowsEach, dim + stateSize);
        long sent = traffic.sharded(name, rows, dim);
        return traffic.isLocal(name)
                ? new TablePlan(name, rows, dim, SHARDED, bytes, 0, sent)
                : new TablePlan(name, rows, dim, SHARDED, bytes, sent, 0);
    }

    private static long bytes(long rows, int width) {
        return rows * width * Float.BYTES;
    }

    /** Whether every worker holds the whole table. */
    boolean everywhere() {
        return placement.equals(REPLICATED);
    }
}
