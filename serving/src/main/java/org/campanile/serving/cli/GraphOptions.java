package org.campanile.serving.cli;

import org.campanile.core.tracking.ProgressListener;
import org.campanile.serving.index.HnswSettings;
import org.campanile.serving.index.IndexBuild;
import picocli.CommandLine.Option;

/** The graph of an HNSW index. */
final class GraphOptions {
    @Option(
            names = "--max-connections",
            paramLabel = "M",
            description = "Neighbours of an item in the graph of an hnsw index, 2 to 512; the lowest level has twice as"
                    + " many (default: ${DEFAULT-VALUE}).")
    private int maxConnections = HnswSettings.USUAL.maxConnections();

    @Option(
            names = "--build-width",
            paramLabel = "N",
            description = "Candidates for the neighbours of an item of an hnsw index, 1 to 3200: more make a better"
                    + " graph and take longer (default: ${DEFAULT-VALUE}).")
    private int buildWidth = HnswSettings.USUAL.buildWidth();

    @Option(
            names = "--search-width",
            paramLabel = "N",
            description = "Candidates at hand in a search of an hnsw index: more find more and take longer (default:"
                    + " ${DEFAULT-VALUE}).")
    private int searchWidth = HnswSettings.USUAL.searchWidth();

    @Option(
            names = "--build-threads",
            paramLabel = "N",
            description = "Threads that build the graph of an hnsw index (default: the processors).")
    private int buildThreads = Runtime.getRuntime().availableProcessors();

    HnswSettings settings() {
        return new HnswSettings(maxConnections, buildWidth, searchWidth);
    }

    IndexBuild build(ProgressListener listener) {
        return new IndexBuild(buildThreads, listener);
    }
}
