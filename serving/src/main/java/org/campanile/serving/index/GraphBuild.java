package org.campanile.serving.index;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.lucene.search.TaskExecutor;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.hnsw.HnswConcurrentMergeBuilder;
import org.apache.lucene.util.hnsw.HnswGraphBuilder;
import org.apache.lucene.util.hnsw.OnHeapHnswGraph;
import org.campanile.core.embedding.MappedBlocks;

/** Builds the graph of near items: Lucene's builder, by several threads. */
final class GraphBuild {
    /** Draws the levels of the nodes. */
    private static final long SEED = 42;

    private static final long MILLISECONDS_BETWEEN_LOOKS = 200;

    private final MappedBlocks items;
    private final ByteVectors bytes;
    private final ItemScorers scorers;
    private final HnswSettings settings;
    private final IndexBuild build;

    GraphBuild(MappedBlocks items, HnswSettings settings, IndexBuild build) {
        this.items = items;
        this.bytes = ByteVectors.of(items);
        this.scorers = new ItemScorers(items, bytes);
        this.settings = settings;
        this.build = build;
    }

    /** What a listener hears of at most, for a graph of so many items. */
    static long work(int items) {
        return (long) items + items / GraphRepair.ONE_IN;
    }

    /** Builds the graph, writes it to a file, and gives lost items their neighbours there. */
    void write(Path file) throws IOException {
        GraphFile.write(file, run(), settings.maxConnections());
        new GraphRepair(GraphFile.openForChanges(file), items, bytes, settings.buildWidth(), build).run();
    }

    /** The graph on the heap, as Lucene builds it. */
    OnHeapHnswGraph run() throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(build.threads(), GraphBuild::daemon);
        ExecutorService starter = Executors.newSingleThreadExecutor(GraphBuild::daemon);
        try {
            OnHeapHnswGraph graph = empty();
            HnswConcurrentMergeBuilder builder = new HnswConcurrentMergeBuilder(
                    new TaskExecutor(threads),
                    build.threads(),
                    scorers,
                    settings.maxConnections(),
                    settings.buildWidth(),
                    graph,
                    new FixedBitSet(items.rows()));
            return await(starter.submit(() -> builder.build(items.rows())), graph);
        } finally {
            starter.shutdownNow();
            threads.shutdownNow();
        }
    }

    private OnHeapHnswGraph empty() throws IOException {
        return HnswGraphBuilder.create(scorers, settings.maxConnections(), settings.buildWidth(), SEED, items.rows())
                .getGraph();
    }

    private OnHeapHnswGraph await(Future<OnHeapHnswGraph> result, OnHeapHnswGraph graph) throws IOException {
        while (true) {
            try {
                OnHeapHnswGraph built = result.get(MILLISECONDS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
                build.listener().advance(built.size(), Map.of());
                return built;
            } catch (TimeoutException e) {
                build.listener().advance(graph.size(), Map.of());
            } catch (ExecutionException e) {
                throw new IOException("its graph cannot be built: " + e.getCause(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while its graph was built");
            }
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "graph-build");
        thread.setDaemon(true);
        return thread;
    }
}
