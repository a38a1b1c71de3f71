package org.campanile.spark.training;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.campanile.core.config.TableOwnership;
import org.campanile.core.embedding.EmbeddingTable;
import org.campanile.core.embedding.LocalEmbeddingTable;
import org.campanile.core.embedding.TableMaker;
import org.campanile.core.embedding.TableSettings;
import org.campanile.spark.SharedResources;

/**
 * Where a worker's embedding tables come from. Shared ones live as long as any worker of the process is there; closing
 * this, after the model, ends the worker's part in them.
 */
final class WorkerTables implements TableMaker, AutoCloseable {
    /** Static, since the tasks of an executor share nothing else. Holds nothing once the last worker has left. */
    private static final SharedResources<SharedTables> OF_THIS_PROCESS =
            new SharedResources<>(Duration.ZERO, (delay, action) -> action.run());

    private final TableMaker maker;
    private final Runnable release;

    private WorkerTables(TableMaker maker, Runnable release) {
        this.maker = maker;
        this.release = release;
    }

    /**
     * @param attempt names the attempt at a stage: workers of the same attempt in the same process share tables
     */
    static WorkerTables of(TableOwnership ownership, String attempt) {
        return switch (ownership) {
            case OWN -> new WorkerTables(LocalEmbeddingTable::new, () -> {});
            case SHARED -> {
                SharedResources.Lease<SharedTables> lease = OF_THIS_PROCESS.borrow(attempt, SharedTables::new);
                yield new WorkerTables(lease.value(), lease.release());
            }
        };
    }

    @Override
    public EmbeddingTable make(TableSettings settings) {
        return maker.make(settings);
    }

    @Override
    public void close() {
        release.run();
    }

    /** The tables of one attempt, by name. */
    private static final class SharedTables implements TableMaker, AutoCloseable {
        private final Map<String, LocalEmbeddingTable> tables = new HashMap<>(); // guarded by this

        @Override
        public synchronized EmbeddingTable make(TableSettings settings) {
            return tables.computeIfAbsent(settings.name(), name -> new LocalEmbeddingTable(settings))
                    .share();
        }

        @Override
        public synchronized void close() {
            tables.values().forEach(LocalEmbeddingTable::close);
            tables.clear();
        }
    }
}
