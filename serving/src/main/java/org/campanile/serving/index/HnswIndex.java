package org.campanile.serving.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.campanile.core.CampanileException;
import org.campanile.core.embedding.MappedBlocks;

/**
 * Walks a graph of near items for each vector of a query, and gives what it found exact scores. Where the walk finds too
 * few items, or a filter lets it visit a large part of the catalogue, all items are scored.
 */
final class HnswIndex extends FolderIndex {
    /** A visit costs some times what a score among all costs. */
    private static final int LARGE_PART = 4;

    private static final int LEAST_VISITS = 4096;

    private final HnswSettings settings;
    private final MappedGraph graph;
    private final ByteVectors bytes;
    private final Rescoring rescoring;
    private final ExactSearch exact;
    private final Queue<GraphWalk> walks = new ConcurrentLinkedQueue<>();

    private HnswIndex(String version, MappedBlocks items, HnswSettings settings, MappedGraph graph) {
        super(version, items);
        this.settings = settings;
        this.graph = graph;
        this.bytes = ByteVectors.of(items);
        this.rescoring = new Rescoring(items);
        this.exact = new ExactSearch(items.blocks());
    }

    static HnswIndex open(String version, MappedBlocks items, Path file, HnswSettings settings) {
        try {
            return new HnswIndex(version, items, settings, GraphFile.open(file));
        } catch (IOException e) {
            throw new CampanileException("The graph " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /* Walks have nothing in common. */
    @Override
    public boolean sharesPasses() {
        return false;
    }

    @Override
    List<ScoredItems> find(List<VectorSearch> searches) {
        return searches.stream().map(this::find).toList();
    }

    private ScoredItems find(VectorSearch search) {
        int[] found = walk(search);
        return found.length < search.k()
                ? exact.search(List.of(search)).get(0)
                : rescoring.best(found, search.query(), search.k());
    }

    /** The items near any vector of the query, ascending; none when too many would have to be visited. */
    private int[] walk(VectorSearch search) {
        GraphWalk free = walks.poll();
        GraphWalk walk = free == null ? new GraphWalk(graph, bytes) : free;
        try {
            return walk(walk, search);
        } finally {
            walks.add(walk);
        }
    }

    private int[] walk(GraphWalk walk, VectorSearch search) {
        QueryVectors query = search.query();
        int width = Math.min(Math.max(search.k(), settings.searchWidth()), size());
        int mostVisits = Math.max(LEAST_VISITS, size() / LARGE_PART);
        IntStream.Builder found = IntStream.builder();
        for (int interest = 0; interest < query.count(); interest++) {
            int[] near = walk.run(query.vector(interest), width, mostVisits, search::accepts);
            if (near.length == 0) {
                return near;
            }
            Arrays.stream(near).forEach(found::add);
        }
        return found.build().sorted().distinct().toArray();
    }

    @Override
    public void close() {
        exact.close();
    }
}
