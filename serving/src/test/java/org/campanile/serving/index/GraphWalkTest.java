package org.campanile.serving.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.util.SparseFixedBitSet;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.apache.lucene.util.hnsw.NeighborQueue;
import org.apache.lucene.util.hnsw.OnHeapHnswGraph;
import org.campanile.core.embedding.MappedBlocks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphWalkTest {
    private static final int ITEMS = 8000;
    private static final int NEIGHBOURS = 60;
    private static final int QUERIES = 100;
    private static final int DIM = 24;
    private static final int K = 10;
    private static final int WIDTH = 40;
    private static final HnswSettings SETTINGS = new HnswSettings(8, WIDTH, WIDTH);

    @TempDir
    private Path folder;

    private RingItems ring;
    private ByteVectors items;
    private OnHeapHnswGraph built;
    private MappedGraph graph;

    @BeforeEach
    void build() throws IOException {
        ring = new RingItems(ITEMS, DIM, NEIGHBOURS, folder.resolve("items.table"));
        MappedBlocks mapped = ring.mapped();
        items = ByteVectors.of(mapped);
        built = new GraphBuild(mapped, SETTINGS, IndexBuild.QUIET).run();
        GraphFile.write(folder.resolve("items.graph"), built, SETTINGS.maxConnections());
        graph = GraphFile.open(folder.resolve("items.graph"));
    }

    private interface Walk {
        int[] nodes(float[] query) throws IOException;
    }

    /** The mean share of the true best that a walk finds, over items as queries. */
    private double recall(Walk walk) throws IOException {
        int hits = 0;
        for (int i = 0; i < QUERIES; i++) {
            float[] query = ring.vector(i * (ITEMS / QUERIES));
            Set<Integer> best = best(query);
            hits += (int)
                    Arrays.stream(walk.nodes(query)).filter(best::contains).count();
        }
        return (double) hits / (QUERIES * K);
    }

    private int[] walked(float[] query) {
        return new GraphWalk(graph, items).run(query, WIDTH, Integer.MAX_VALUE, node -> true);
    }

    /** Lucene's walk, which keeps one node above level 0. */
    private int[] walkedByOne(float[] query) throws IOException {
        TopKnnCollector found = new TopKnnCollector(WIDTH, Integer.MAX_VALUE);
        HnswGraphSearcher.search(new ItemScorer(items, query), found, built, null);
        return Arrays.stream(found.topDocs().scoreDocs).mapToInt(hit -> hit.doc).toArray();
    }

    /** The same walk by Lucene's search of a level, on the graph that was not written. */
    private int[] reference(float[] query) throws IOException {
        HnswGraphSearcher searcher =
                new HnswGraphSearcher(new NeighborQueue(WIDTH, true), new SparseFixedBitSet(ITEMS));
        ItemScorer scorer = new ItemScorer(items, query);
        int[] nearest = {built.entryNode()};
        for (int level = built.numLevels() - 1; level >= 0; level--) {
            int width = level > 0 ? WIDTH / 4 : WIDTH;
            nearest = searcher.searchLevel(scorer, width, level, nearest, built).popUntilNearestKNodes();
        }
        return nearest;
    }

    private Set<Integer> best(float[] query) {
        return IntStream.range(0, ITEMS)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer item) -> -RingItems.product(query, ring.vector(item))))
                .limit(K)
                .collect(Collectors.toSet());
    }

    @Test
    void aWalkFindsWhatLucenesSearchOfEachLevelFinds() throws IOException {
        for (int i = 0; i < QUERIES; i++) {
            float[] query = ring.vector(i * (ITEMS / QUERIES));
            assertThat(walked(query)).as("query %d", i).containsExactlyInAnyOrder(reference(query));
        }
    }

    @Test
    void severalEntrancesLeadToClustersThatOneMisses() throws IOException {
        double byOne = recall(this::walkedByOne);
        double bySeveral = recall(this::walked);

        assertThat(bySeveral).isGreaterThan(byOne + 0.01).isGreaterThan(0.9);
    }

    @Test
    void aGraphThatIsWrittenFindsMoreThanItsBuilderMade() throws IOException {
        double before = recall(this::walked);
        Path file = folder.resolve("repaired.graph");
        new GraphBuild(ring.mapped(), SETTINGS, IndexBuild.QUIET).write(file);
        graph = GraphFile.open(file);

        assertThat(recall(this::walked)).isGreaterThan(before);
    }

    @Test
    void oneWalkIsLikeTheNext() {
        GraphWalk walk = new GraphWalk(graph, items);
        int[] first = walk.run(ring.vector(7), WIDTH, Integer.MAX_VALUE, node -> true);
        walk.run(ring.vector(ITEMS / 2), WIDTH, 10, node -> true); // is given up in the middle

        assertThat(walk.run(ring.vector(7), WIDTH, Integer.MAX_VALUE, node -> true))
                .containsExactly(first);
    }

    @Test
    void onlyAcceptedNodesAreFound() {
        int[] found = new GraphWalk(graph, items).run(ring.vector(0), WIDTH, Integer.MAX_VALUE, node -> node % 2 == 1);

        assertThat(found).hasSize(WIDTH).doesNotHaveDuplicates();
        assertThat(Arrays.stream(found)).allMatch(node -> node % 2 == 1);
    }

    @Test
    void aWalkOfTooManyVisitsFindsNothing() {
        GraphWalk walk = new GraphWalk(graph, items);
        // It keeps 40 nodes, so it visits more.
        assertThat(walk.run(ring.vector(0), WIDTH, WIDTH, node -> true)).isEmpty();
        assertThat(walk.run(ring.vector(0), WIDTH, ITEMS, node -> true)).hasSize(WIDTH);
    }
}
