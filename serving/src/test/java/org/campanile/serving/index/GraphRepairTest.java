package org.campanile.serving.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.campanile.core.tracking.ProgressListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Items on a ring, of which some are lost: they have neighbours on the other side, and nobody has them. */
class GraphRepairTest {
    private static final int ITEMS = 2000;
    private static final int LOST = 40;
    private static final HnswSettings SETTINGS = new HnswSettings(6, 60, 60);

    @TempDir
    private Path folder;

    private RingItems items;
    private ByteVectors bytes;
    private Path file;

    @BeforeEach
    void loseItems() throws IOException {
        items = new RingItems(ITEMS, 16, 40, folder.resolve("items.table"));
        bytes = ByteVectors.of(items.mapped());
        file = folder.resolve("items.graph");
        GraphFile.write(
                file, new GraphBuild(items.mapped(), SETTINGS, IndexBuild.QUIET).run(), SETTINGS.maxConnections());
        MappedGraph graph = GraphFile.openForChanges(file);
        int[] places = new int[graph.mostNeighbours()];
        for (int node = 0; node < ITEMS; node++) {
            int[] neighbours = Arrays.copyOf(places, graph.neighbours(0, node, places));
            int other = (node + ITEMS / 2 + 1) % ITEMS;
            int[] left = isLost(node)
                    ? new int[] {other}
                    : Arrays.stream(neighbours)
                            .filter(neighbour -> !isLost(neighbour))
                            .toArray();
            graph.setNeighbours(node, left);
        }
        graph.force();
    }

    private static boolean isLost(int node) {
        return node % (ITEMS / LOST) == 25;
    }

    private void repair(int threads) throws IOException {
        new GraphRepair(
                        GraphFile.openForChanges(file),
                        items.mapped(),
                        bytes,
                        SETTINGS.buildWidth(),
                        new IndexBuild(threads, ProgressListener.SILENT))
                .run();
    }

    /** How many of the lost items a walk to their own vectors finds. */
    private long found() throws IOException {
        GraphWalk walk = new GraphWalk(GraphFile.open(file), bytes);
        return lost().filter(item -> Arrays.stream(walk.run(items.vector(item), 20, ITEMS, node -> true))
                        .anyMatch(node -> node == item))
                .count();
    }

    private static IntStream lost() {
        return IntStream.range(0, ITEMS).filter(GraphRepairTest::isLost);
    }

    @Test
    void lostItemsAreFoundAndHaveTheirOwnNeighbours() throws IOException {
        // Those that are on a level above are entrances, which a walk may find nevertheless: one in six.
        assertThat(found()).isLessThan(LOST / 3);

        repair(1);

        assertThat(found()).isEqualTo(LOST);
        MappedGraph graph = GraphFile.open(file);
        int[] neighbours = new int[graph.mostNeighbours()];
        lost().forEach(item -> {
            int count = graph.neighbours(0, item, neighbours);
            assertThat(items.distance(item, neighbours[0]))
                    .as("to its first neighbour")
                    .isLessThan(40);
            assertThat(Arrays.stream(neighbours, 0, count).boxed().toList())
                    .doesNotHaveDuplicates()
                    .doesNotContain(item);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void anyNumberOfThreadsGivesTheSameGraph(int threads) throws IOException {
        byte[] before = Files.readAllBytes(file);
        repair(1);
        byte[] byOne = Files.readAllBytes(file);
        Files.write(file, before);
        repair(threads);
        assertThat(Files.readAllBytes(file)).isEqualTo(byOne).isNotEqualTo(before);
    }

    @Test
    void noNodeHasMoreNeighboursThanPlaces() throws IOException {
        repair(1);
        repair(1);
        MappedGraph graph = GraphFile.open(file);
        int[] neighbours = new int[graph.mostNeighbours()];
        assertThat(graph.mostNeighbours()).isEqualTo(12);
        for (int node = 0; node < ITEMS; node++) {
            int count = graph.neighbours(0, node, neighbours);
            assertThat(count).isBetween(1, 12);
            assertThat(List.of(Arrays.stream(neighbours, 0, count).boxed().toArray()))
                    .doesNotHaveDuplicates();
        }
    }
}
