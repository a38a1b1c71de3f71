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
    private final ShardLinks links;
    private final RowCourier courier;

    /**
     * Tables whose rows are asked for by the training thread, when a step's turn has come.
     *
     * @param sharded    names of the tables whose rows are spread
     * @param others     makes the other tables
     * @param collective has links with all workers, and outlives the tables
     */
    public ShardedTables(Set<String> sharded, TableMaker others, Collective collective) {
        this(sharded, others, new ShardLinks(collective, null), new RowCourier(collective));
    }

    /**
     * Tables whose rows are asked for by the thread that prepares the steps, while the training thread trains earlier ones.
     *
     * @param ahead of the same workers, with links of its own; used by that thread alone until it has ended, and broken when
     *              that is interrupted
     */
    public ShardedTables(Set<String> sharded, TableMaker others, Collective collective, Collective ahead) {
        this(sharded, others, new ShardLinks(collective, ahead), new RowCourier(collective));
    }

    ShardedTables(Set<String> sharded, TableMaker others, ShardLinks links, RowCourier courier) {
        this.sharded = Set.copyOf(sharded);
        this.others = others;
        this.links = links;
        this.courier = courier;
    }

    @Override
    public EmbeddingTable make(TableSettings settings) {
        return sharded.contains(settings.name())
                ? new ShardedEmbeddingTable(settings, links, courier)
                : others.make(settings);
    }

    /**
     * Lets worker 0 do something that reads whole tables, row by row, such as saving them; the others return when it is
     * done. What it needs of sharded tables comes from their owners block by block: least is exchanged when rows are read
     * in their order. Every worker calls it.
     */
    public void readByFirst(Runnable reading) {
        if (links.collective().world().rank() > 0) {
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
