package org.campanile.serving.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.apache.lucene.util.hnsw.NeighborArray;
import org.apache.lucene.util.hnsw.OnHeapHnswGraph;
import org.campanile.core.CampanileException;
import org.campanile.core.embedding.MappedBlocks;
import org.campanile.core.embedding.MappedTableWriter;
import org.campanile.core.tracking.ProgressListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphFileTest {
    private static final int ITEMS = 700;
    private static final int DIM = 5;
    private static final HnswSettings SETTINGS = new HnswSettings(4, 30, 1);

    @TempDir
    private Path folder;

    private MappedBlocks items;

    @BeforeEach
    void write() {
        Random random = new Random(3);
        Path file = folder.resolve("items.table");
        try (MappedTableWriter writer = new MappedTableWriter(file, ITEMS, DIM)) {
            float[] vector = new float[DIM];
            for (int item = 0; item < ITEMS; item++) {
                for (int d = 0; d < DIM; d++) {
                    vector[d] = (float) random.nextGaussian();
                }
                writer.append(vector);
            }
            writer.finish();
        }
        items = MappedBlocks.open(file, 256);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void theFileHasEveryNeighbourOfTheGraph(int threads) throws IOException {
        OnHeapHnswGraph graph = graph(new IndexBuild(threads, ProgressListener.SILENT));
        Path file = folder.resolve("items.graph");
        GraphFile.write(file, graph, SETTINGS.maxConnections());

        MappedGraph mapped = GraphFile.open(file);

        // 700 nodes of which one in four is on each further level: some five of them.
        assertThat(mapped.levels()).isEqualTo(graph.numLevels()).isGreaterThan(2);
        assertThat(mapped.size()).isEqualTo(ITEMS);
        assertThat(mapped.entryNode()).isEqualTo(graph.entryNode());
        for (int level = 0; level < graph.numLevels(); level++) {
            int[] nodes = mapped.nodes(level);
            assertThat(nodes).isSorted().containsExactlyInAnyOrder(nodes(graph, level));
            for (int node : nodes) {
                assertThat(neighbours(mapped, level, node))
                        .containsExactly(neighbours(graph, level, node))
                        .hasSizeLessThanOrEqualTo(level == 0 ? 8 : 4);
            }
        }
    }

    @Test
    void oneThreadBuildsTheSameGraphEachTime() throws IOException {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        GraphFile.write(first, graph(IndexBuild.QUIET), SETTINGS.maxConnections());
        GraphFile.write(second, graph(IndexBuild.QUIET), SETTINGS.maxConnections());
        assertThat(first).hasSameBinaryContentAs(second);
    }

    @Test
    void whatIsNoGraphIsNamed() throws IOException {
        Path file = Files.write(folder.resolve("items.graph"), new byte[100]);
        assertThatThrownBy(() -> GraphFile.open(file))
                .isInstanceOf(CampanileException.class)
                .hasMessage(file + " is no graph of version 1: write the index again by campanile export.");
    }

    @Test
    void numbersOfAFileOfSeveralBuffersAreRead() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(19 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        IntStream.range(0, 19).forEach(i -> bytes.putInt(i * i));
        Path file = Files.write(folder.resolve("numbers"), bytes.array());

        MappedInts numbers = MappedInts.open(file, 3); // buffers of eight: 8, 8 and 3

        assertThat(numbers.length()).isEqualTo(19);
        assertThat(IntStream.range(0, 19).map(numbers::get))
                .containsExactlyElementsOf(
                        IntStream.range(0, 19).mapToObj(i -> i * i).toList());
        int[] several = new int[12];
        numbers.read(6, several, 11); // of all three buffers
        assertThat(several).containsExactly(36, 49, 64, 81, 100, 121, 144, 169, 196, 225, 256, 0);
    }

    @Test
    void aListenerHearsHowManyNodesThereAre() throws IOException {
        List<Long> heard = new ArrayList<>();
        graph(new IndexBuild(2, new ProgressListener() {
            @Override
            public void begin(String phase, long total) {}

            @Override
            public void advance(long done, Map<String, Double> facts) {
                heard.add(done);
            }

            @Override
            public void end() {}
        }));
        assertThat(heard).isSorted().endsWith((long) ITEMS);
    }

    private OnHeapHnswGraph graph(IndexBuild build) throws IOException {
        return new GraphBuild(items, SETTINGS, build).run();
    }

    private static int[] nodes(OnHeapHnswGraph graph, int level) throws IOException {
        HnswGraph.NodesIterator iterator = graph.getNodesOnLevel(level);
        int[] nodes = new int[iterator.size()];
        assertThat(iterator.consume(nodes)).isEqualTo(nodes.length);
        return nodes;
    }

    private static int[] neighbours(OnHeapHnswGraph graph, int level, int node) {
        NeighborArray neighbours = graph.getNeighbors(level, node);
        return Arrays.copyOf(neighbours.nodes(), neighbours.size());
    }

    private static int[] neighbours(MappedGraph graph, int level, int node) {
        int[] neighbours = new int[graph.mostNeighbours()];
        return Arrays.copyOf(neighbours, graph.neighbours(level, node, neighbours));
    }
}
