package org.campanile.serving.index;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.lucene.util.hnsw.HnswGraph.NodesIterator;
import org.apache.lucene.util.hnsw.NeighborArray;
import org.apache.lucene.util.hnsw.OnHeapHnswGraph;
import org.campanile.core.CampanileException;

/**
 * A graph in a flat file that a process maps into its memory instead of reading it. All numbers are ints, little-endian:
 *
 * <pre>
 * 0  magic        0x48534E57
 * 1  version      1
 * 2  nodes        on level 0, which has all items: the item's index is its node
 * 3  levels       1 or more
 * 4  entry        node on the last level, where a walk begins
 * 5  connections  most neighbours of a node above level 0, which has up to twice as many
 * 6  level 0      of each node: number of its neighbours, the neighbours, and zeros up to 2 * connections
 *    level 1...   number of nodes, the nodes ascending, and of each as above, with zeros up to connections
 * </pre>
 *
 * <p>Places of a node are found by arithmetic, which costs the file some zeros and a walk nothing.
 */
final class GraphFile {
    private static final int MAGIC = 0x48534E57;
    private static final int VERSION = 1;
    private static final int HEADER = 6;

    private GraphFile() {}

    static void write(Path file, OnHeapHnswGraph graph, int maxConnections) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            write(out, MAGIC, VERSION, graph.size(), graph.numLevels(), graph.entryNode(), maxConnections);
            int[] places = new int[1 + 2 * maxConnections];
            for (int node = 0; node < graph.size(); node++) {
                writeNode(out, graph.getNeighbors(0, node), places);
            }
            places = new int[1 + maxConnections];
            for (int level = 1; level < graph.numLevels(); level++) {
                int[] nodes = nodes(graph, level);
                write(out, nodes.length);
                write(out, nodes);
                for (int node : nodes) {
                    writeNode(out, graph.getNeighbors(level, node), places);
                }
            }
        }
    }

    private static int[] nodes(OnHeapHnswGraph graph, int level) throws IOException {
        NodesIterator iterator = graph.getNodesOnLevel(level);
        int[] nodes = new int[iterator.size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = iterator.nextInt();
        }
        Arrays.sort(nodes);
        return nodes;
    }

    private static void writeNode(OutputStream out, NeighborArray neighbours, int[] places) throws IOException {
        Arrays.fill(places, 0);
        places[0] = neighbours.size();
        System.arraycopy(neighbours.nodes(), 0, places, 1, neighbours.size());
        write(out, places);
    }

    private static void write(OutputStream out, int... numbers) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(numbers);
        out.write(bytes.array());
    }

    /** Maps a file that {@link #write} wrote; that nothing in it has changed is checked by checksums elsewhere. */
    static MappedGraph open(Path file) throws IOException {
        return graph(file, MappedInts.open(file));
    }

    /** The same, to change the neighbours of nodes on level 0 in the file. */
    static MappedGraph openForChanges(Path file) throws IOException {
        return graph(file, MappedInts.openForChanges(file));
    }

    private static MappedGraph graph(Path file, MappedInts numbers) {
        if (numbers.length() < HEADER || numbers.get(0) != MAGIC || numbers.get(1) != VERSION) {
            throw new CampanileException(
                    file + " is no graph of version " + VERSION + ": write the index again by campanile export.");
        }
        int connections = numbers.get(5);
        MappedGraph.Level[] levels = new MappedGraph.Level[numbers.get(3)];
        levels[0] = new MappedGraph.Level(numbers.get(2), 0, HEADER, 1 + 2 * connections);
        for (int level = 1; level < levels.length; level++) {
            long first = levels[level - 1].end() + 1;
            int nodes = numbers.get(first - 1);
            levels[level] = new MappedGraph.Level(nodes, first, first + nodes, 1 + connections);
        }
        return new MappedGraph(numbers, levels, numbers.get(4));
    }
}
