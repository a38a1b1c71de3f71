package org.campanile.spark.training;

import java.util.Locale;
import org.campanile.core.embedding.TableSettings;
import org.campanile.core.embedding.TableState;

/**
 * Where an embedding table lives and what it takes, for {@code plan.json}.
 *
 * @param placement {@code replicated}: every worker holds the whole table; {@code sharded}: every row has one owner
 * @param bytes     bytes of weights and optimizer state on each worker, at most
 */
record TablePlan(String name, int rows, int dim, String placement, long bytes) {
    static final String REPLICATED = "replicated";
    static final String SHARDED = "sharded";

    /** What has become of a table. */
    static TablePlan of(TableState table, int workers) {
        return of(table.name(), table.rows(), table.dim(), table.stateSize(), table.isReplicated() ? 1 : workers);
    }

    static TablePlan replicated(TableSettings table) {
        return of(table.name(), table.rows(), table.dim(), table.stateSize(), 1);
    }

    static TablePlan sharded(TableSettings table, int workers) {
        return of(table.name(), table.rows(), table.dim(), table.stateSize(), workers);
    }

    private static TablePlan of(String name, int rows, int dim, int stateSize, int owners) {
        long rowsEach = ((long) rows + owners - 1) / owners;
        return new TablePlan(
                name, rows, dim, owners == 1 ? REPLICATED : SHARDED, rowsEach * (dim + stateSize) * Float.BYTES);
    }

    /** A line for people, such as {@code items: 8000000 x 64, sharded, 496.0 MiB on each worker}. */
    String text() {
        return String.format(
                Locale.ROOT, "%s: %d x %d, %s, %s on each worker", name, rows, dim, placement, mebibytes(bytes));
    }

    static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / (1024.0 * 1024));
    }
}
