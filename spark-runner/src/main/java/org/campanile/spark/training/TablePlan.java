package org.campanile.spark.training;

import org.campanile.core.embedding.TableState;

/**
 * Where an embedding table lives and what it takes, for {@code plan.json}.
 *
 * @param placement {@code replicated}: every worker holds the whole table
 * @param bytes     bytes of weights and optimizer state on each worker
 */
record TablePlan(String name, int rows, int dim, String placement, long bytes) {
    static TablePlan of(TableState table) {
        long numbers = (long) table.rows() * (table.dim() + table.stateSize());
        return new TablePlan(table.name(), table.rows(), table.dim(), "replicated", numbers * Float.BYTES);
    }
}
