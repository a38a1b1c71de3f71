package org.campanile.core.embedding;

import java.util.List;
import org.campanile.core.collective.Collective;

/**
 * The rows of this worker's shards that all workers ask for in one step. It first answers them; later gradients by them come
 * in the same places. Allocates only to grow. Owned by one thread at a time.
 */
final class AskedRows {
    /** The number of the gradients in the tables' steps. */
    static final int GRADIENTS = 0;

    private final ExchangeParts parts;
    private final TableStep[] steps;
    private int[] rows = {};

    /**
     * @param dims numbers of a row, by table
     * @param own  this worker's shards of the tables
     */
    AskedRows(RowShard shard, int[] dims, List<LocalEmbeddingTable> own) {
        this.parts = new ExchangeParts(shard.size(), dims);
        this.steps = own.stream().map(LocalEmbeddingTable::newStep).toArray(TableStep[]::new);
    }

    /** Tells every owner which of its rows this worker needs, and hears what the others need of this one. */
    void exchange(RowRoutes needed, Collective collective) {
        collective.allToAll(needed.parts().counts(), parts.countOffsets(), parts.counts(), parts.countOffsets());
        parts.place();
        if (parts.rows() > rows.length) {
            rows = new int[Math.max(parts.rows(), 2 * rows.length)];
        }
        collective.allToAll(needed.ofOwner(), needed.parts().rowOffsets(), rows, parts.rowOffsets());
        for (int table = 0; table < steps.length; table++) {
            add(table);
        }
    }

    /* In the order of ranks, which is the order in which an owner sums gradients. */
    private void add(int table) {
        steps[table].clear();
        int place = 0;
        for (int rank = 0; rank < parts.ranks(); rank++) {
            int count = parts.count(rank, table);
            steps[table].add(rows, parts.firstRow(rank, table), count, GRADIENTS, place, 0);
            place += count;
        }
    }

    /** The parts by the worker that asks. */
    ExchangeParts parts() {
        return parts;
    }

    /** The rows' places in this worker's shards, in the order of the workers that ask. */
    int[] rows() {
        return rows;
    }

    /** What the owner's table does with them: gradients stand one below the other in the order of the workers that ask. */
    TableStep step(int table) {
        return steps[table];
    }
}
