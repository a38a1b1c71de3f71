package org.campanile.serving.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.campanile.core.embedding.MappedBlocks;
import org.campanile.core.embedding.MappedTableWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items on a ring that winds through all dimensions, each near some dozen neighbours and far from all others. */
class GraphWalkTest {
    private static final int ITEMS = 8000;
    private static final int NEIGHBOURS = 60;
    private static final int QUERIES = 100;
    private static final int DIM = 24;
    private static final int K = 10;
    private static final HnswSettings SETTINGS = new HnswSettings(8, 40, 40);

    @TempDir
    private Path folder;

    private final Random random = new Random(11);
    private final float[][] vectors = new float[ITEMS][DIM];
    private MappedBlocks items;
    private MappedGraph graph;

    @BeforeEach
    void build() throws IOException {
        draw();
        Path file = folder.resolve("items.table");
        try (MappedTableWriter writer = new MappedTableWriter(file, ITEMS, DIM)) {
            for (float[] vector : vectors) {
                writer.append(vector);
            }
            writer.finish();
        }
        items = MappedBlocks.open(file, 256);
        GraphFile.write(
                folder.resolve("items.graph"),
                new GraphBuild(items, SETTINGS, IndexBuild.QUIET).run(),
                SETTINGS.maxConnections());
        graph = GraphFile.open(folder.resolve("items.graph"));
    }

    /** Sums of random vectors along the ring: two items share as many as they are near. */
    private void draw() {
        for (int place = 0; place < ITEMS; place++) {
            for (int d = 0; d < DIM; d++) {
                float number = (float) random.nextGaussian();
                for (int i = 0; i < NEIGHBOURS; i++) {
                    vectors[(place + i) % ITEMS][d] += number;
                }
            }
        }
        for (float[] vector : vectors) {
            float length = (float) Math.sqrt(product(vector, vector));
            for (int d = 0; d < DIM; d++) {
                vector[d] /= length;
            }
        }
    }

    private interface Walk {
        void run(float[] query, TopKnnCollector found) throws IOException;
    }

    /** The mean share of the true best that a walk finds, over items as queries. */
    private double recall(Walk walk) throws IOException {
        int hits = 0;
        for (int i = 0; i < QUERIES; i++) {
            float[] query = vectors[i * (ITEMS / QUERIES)];
            Set<Integer> best = best(query);
            hits += (int)
                    Arrays.stream(nodes(walk, query)).filter(best::contains).count();
        }
        return (double) hits / (QUERIES * K);
    }

    private static int[] nodes(Walk walk, float[] query) throws IOException {
        TopKnnCollector found = new TopKnnCollector(SETTINGS.searchWidth(), Integer.MAX_VALUE);
        walk.run(query, found);
        return Arrays.stream(found.topDocs().scoreDocs).mapToInt(hit -> hit.doc).toArray();
    }

    private Set<Integer> best(float[] query) {
        return IntStream.range(0, ITEMS)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer item) -> -product(query, vectors[item])))
                .limit(K)
                .collect(Collectors.toSet());
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int d = 0; d < DIM; d++) {
            sum += (double) a[d] * b[d];
        }
        return sum;
    }

    @Test
    void severalEntrancesLeadToClustersThatOneMisses() throws IOException {
        double byOne = recall(
                (query, found) -> HnswGraphSearcher.search(new ItemScorer(items, query), found, graph.walk(), null));
        double bySeveral = recall((query, found) -> new GraphWalk(items, graph).run(query, found, ItemFilter.ALL));

        assertThat(bySeveral).isGreaterThan(byOne + 0.01).isGreaterThan(0.9);
    }

    @Test
    void onlyAcceptedNodesAreFound() throws IOException {
        ItemFilter odd = node -> {
            assertThat(node).isLessThan(ITEMS);
            return node % 2 == 1;
        };

        int[] found = nodes((query, collector) -> new GraphWalk(items, graph).run(query, collector, odd), vectors[0]);

        assertThat(found).hasSize(SETTINGS.searchWidth()).doesNotHaveDuplicates();
        assertThat(Arrays.stream(found)).allMatch(node -> node % 2 == 1);
    }
}
