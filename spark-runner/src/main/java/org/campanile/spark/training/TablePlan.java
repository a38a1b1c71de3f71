package org.campanile.spark.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.campanile.core.embedding.TableSettings;
import org.campanile.core.embedding.TableState;

/**
 * Where an embedding table lives and what it takes, for {@code plan.json}.
 *
 * @param placement {@code replicated}: every worker holds the whole table; {@code sharded}: every row has one owner
 * @param bytes     bytes of weights and optimizer state on each worker, at most
 * @param uncompressedBytes the same with a row for every value of the vocabulary; of two tables that give the values their
 *     vectors together, one is counted with all of them and the other with 0
 * @param traffic   bytes that each worker is expected to send for it in a step; see {@link TableTraffic}
 * @param saved     bytes that it would send more, were samples not divided by user
 */
record TablePlan(
        String name,
        int rows,
        int dim,
        String placement,
        long bytes,
        long uncompressedBytes,
        @JsonProperty("sent_bytes_per_step") long traffic,
        @JsonProperty("saved_bytes_per_step") long saved) {
    static final String REPLICATED = "replicated";
    static final String SHARDED = "sharded";

    /** What has become of a table. */
    static TablePlan of(TableState table, int workers, TableTraffic traffic) {
        Shape shape = new Shape(table.name(), table.rows(), table.dim(), table.stateSize(), table.uncompressedBytes());
        return table.isReplicated() ? replicated(shape, traffic) : sharded(shape, workers, traffic);
    }

    static TablePlan replicated(TableSettings table, TableTraffic traffic) {
        return replicated(Shape.of(table), traffic);
    }

    static TablePlan sharded(TableSettings table, int workers, TableTraffic traffic) {
        return sharded(Shape.of(table), workers, traffic);
    }

    private static TablePlan replicated(Shape table, TableTraffic traffic) {
        return table.plan(REPLICATED, 1, traffic.replicated(table.name(), table.rows(), table.width()), 0);
    }

    private static TablePlan sharded(Shape table, int workers, TableTraffic traffic) {
        long sent = traffic.sharded(table.name(), table.rows(), table.dim());
        return traffic.isLocal(table.name())
                ? table.plan(SHARDED, workers, 0, sent)
                : table.plan(SHARDED, workers, sent, 0);
    }

    /** Whether every worker holds the whole table. */
    boolean everywhere() {
        return placement.equals(REPLICATED);
    }

    /** What a table is, wherever it lives. */
    private record Shape(String name, int rows, int dim, int stateSize, long uncompressedBytes) {
        static Shape of(TableSettings table) {
            return new Shape(table.name(), table.rows(), table.dim(), table.stateSize(), table.uncompressedBytes());
        }

        int width() {
            return dim + stateSize;
        }

        TablePlan plan(String placement, int owners, long traffic, long saved) {
            long rowBytes = (long) width() * Float.BYTES;
            long bytes = share(rows, owners) * rowBytes;
            boolean isCompressed = uncompressedBytes != rows * rowBytes;
            return new TablePlan(
                    name,
                    rows,
                    dim,
                    placement,
                    bytes,
                    isCompressed ? share(uncompressedBytes, owners) : bytes,
                    traffic,
                    saved);
        }

        private static long share(long all, int owners) {
            return (all + owners - 1) / owners;
        }
    }
}
