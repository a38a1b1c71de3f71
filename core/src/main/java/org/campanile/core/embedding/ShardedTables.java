package org.campanile.core.embedding;

import java.util.Set;
import org.campanile.core.collective.Collective;
import org.campanile.core.collective.CollectiveException;

/**
 * Makes a worker's tables where some are sharded over all workers. Every worker makes the same tables in the same order.
 * Used by the training thread.
 */
public final class ShardedTables implements TableMaker {
    private final Set<String> sharded;
    private final TableMaker others;
    private final Collective collective;
    private final RowCourier courier;

    /**
     * @param sharded    names of the tables whose rows are spread
     * @param others     makes the other tables
     * @param collective has links with all workers, and outlives the tables
     */
    public ShardedTables(Set<String> sharded, TableMaker others, Collective collective) {
        this(sharded, others, collective, new RowCourier(collective));
    }

    ShardedTables(Set<String> sharded, TableMaker others, Collective collective, RowCourier courier) {
        this.sharded = Set.copyOf(sharded);
        this.others = others;
        this.collective = collective;
        this.courier = courier;
    }

    @Override
    public EmbeddingTable make(TableSettings settings) {
        return sharded.contains(settings.name())
                ? new ShardedEmbeddingTable(settings, collective, courier)
                : others.make(settings);
    }

    /**
     * Lets worker 0 do something that reads whole tables, row by row, such as saving them; the others return when it is
     * done. What it needs of sharded tables comes from their owners block by block: least is exchanged when rows are read
     * in their order. Every worker calls it.
     */
    public void readByFirst(Runnable reading) {
        if (collective.world().rank() > 0) {
            if (courier.hasTables()) {
                courier.serve();
            }
        } else if (courier.hasTables()) {
            courier.begin();
            run(reading);
        } else {
            reading.run();
        }
    }

    private void run(Runnable reading) {
        try {
            reading.run();
        } catch (RuntimeException failure) {
            try {
                courier.end();
            } catch (CollectiveException over) {
                failure.addSuppressed(over);
            }
            throw failure;
        }
        courier.end();
    }
}
