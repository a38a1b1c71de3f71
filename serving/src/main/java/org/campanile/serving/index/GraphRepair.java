package org.campanile.serving.index;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.util.hnsw.NeighborQueue;
import org.campanile.core.embedding.MappedBlocks;
import org.campanile.core.math.Kernels;
import org.campanile.core.parallel.Shares;
import org.campanile.core.parallel.ThreadTeam;

/**
 * Gives lost items of a graph their neighbours. While a graph is built a new item is searched for by a walk that keeps one node
 * above level 0; where clusters are joined by few edges that walk may end in another than the item's. The item then has
 * neighbours that are far from it, and none of its own cluster leads to it.
 *
 * <p>A lost item tells itself by its best neighbour, whose score is low for the length of the item's vector. So the tenth of the
 * items with the lowest such scores is searched for once more, by a {@link GraphWalk}, which enters by several nodes; the nearest
 * nodes found become neighbours of the item, and it becomes theirs. Walks see the graph as it was; the result does not depend on
 * the number of threads.
 */
final class GraphRepair {
    private static final Kernels KERNELS = Kernels.active();

    /** One item in so many is searched for. */
    static final int ONE_IN = 10;

    private static final int SEARCHES_BETWEEN_REPORTS = 256;

    private final MappedGraph graph;
    private final MappedBlocks items;
    private final ByteVectors bytes;
    private final int width;
    private final IndexBuild build;
    private final int most;

    /**
     * @param graph opened for changes
     * @param bytes of the items
     * @param width of the walks
     */
    GraphRepair(MappedGraph graph, MappedBlocks items, ByteVectors bytes, int width, IndexBuild build) {
        this.graph = graph;
        this.items = items;
        this.bytes = bytes;
        this.width = width;
        this.build = build;
        // A search finds neighbours for half of an item's places; the others stay for those that it is found by.
        this.most = Math.max(1, graph.mostNeighbours() / 2);
    }

    void run() {
        try (ThreadTeam team = new ThreadTeam(build.threads(), "graph-repair")) {
            int[] weakest = weakest(bestScores(team));
            int[][] near = near(weakest, team);
            for (int i = 0; i < weakest.length; i++) {
                link(weakest[i], near[i]);
            }
        }
        graph.force();
    }

    /** The score of each item's best neighbour, divided by the length of the item's vector. */
    private float[] bestScores(ThreadTeam team) {
        float[] best = new float[graph.size()];
        team.run(member -> {
            int[] neighbours = new int[graph.mostNeighbours()];
            int end = Shares.end(member, team.size(), best.length);
            for (int item = Shares.begin(member, team.size(), best.length); item < end; item++) {
                float[] vector = vector(item);
                best[item] = Float.NEGATIVE_INFINITY;
                int count = graph.neighbours(0, item, neighbours);
                for (int i = 0; i < count; i++) {
                    best[item] = Math.max(best[item], bytes.score(vector, neighbours[i]));
                }
                best[item] /= length(vector);
            }
        });
        return best;
    }

    /** Positive, also of zeros. */
    private static float length(float[] vector) {
        return Math.max(Float.MIN_NORMAL, (float) Math.sqrt(KERNELS.sumOfSquares(vector, 0, vector.length)));
    }

    private float[] vector(int item) {
        float[] vector = new float[items.dim()];
        items.read(item, vector, 0);
        return vector;
    }

    /** The items with the lowest scores, of equal scores those with the lower index; the unknown item is never searched for. */
    private static int[] weakest(float[] scores) {
        long[] order = new long[scores.length - 1];
        for (int item = 1; item < scores.length; item++) {
            int bits = Float.floatToIntBits(scores[item]);
            int ascending = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
            order[item - 1] = ((long) ascending << Integer.SIZE) | item;
        }
        Arrays.sort(order);
        return Arrays.stream(order, 0, scores.length / ONE_IN)
                .mapToInt(entry -> (int) entry)
                .toArray();
    }

    /** The nodes nearest to each of some items, best first. */
    private int[][] near(int[] wanted, ThreadTeam team) {
        int[][] near = new int[wanted.length][];
        AtomicInteger searched = new AtomicInteger();
        team.run(member -> {
            GraphWalk walk = new GraphWalk(graph, bytes);
            int end = Shares.end(member, team.size(), wanted.length);
            for (int i = Shares.begin(member, team.size(), wanted.length); i < end; i++) {
                near[i] = near(wanted[i], walk);
                int count = searched.incrementAndGet();
                if (member == 0 && count % SEARCHES_BETWEEN_REPORTS == 0) {
                    build.listener().advance(graph.size() + count, Map.of());
                }
            }
        });
        build.listener().advance(graph.size() + wanted.length, Map.of());
        return near;
    }

    private int[] near(int item, GraphWalk walk) {
        float[] vector = vector(item);
        int[] found = walk.run(vector, Math.max(width, most + 1), Integer.MAX_VALUE, node -> node != item);
        NeighborQueue best = new NeighborQueue(most, false);
        for (int node : found) {
            best.insertWithOverflow(node, bytes.score(vector, node));
        }
        int[] near = new int[best.size()];
        for (int i = near.length - 1; i >= 0; i--) {
            near[i] = best.pop();
        }
        return near;
    }

    private void link(int item, int[] near) {
        Set<Integer> neighbours = new LinkedHashSet<>();
        Arrays.stream(near).forEach(neighbours::add);
        int[] before = new int[graph.mostNeighbours()];
        int count = graph.neighbours(0, item, before);
        Arrays.stream(before, 0, count).forEach(neighbours::add);
        graph.setNeighbours(
                item,
                neighbours.stream().limit(before.length).mapToInt(node -> node).toArray());
        for (int node : near) {
            linkBack(node, item);
        }
    }

    /** Makes an item a neighbour of a node: in a free place, or in that of the neighbour with the lowest score below its own. */
    private void linkBack(int node, int item) {
        int[] places = new int[graph.mostNeighbours()];
        int count = graph.neighbours(0, node, places);
        int[] neighbours = Arrays.copyOf(places, count);
        if (Arrays.stream(neighbours).anyMatch(neighbour -> neighbour == item)) {
            return;
        }
        if (count < places.length) {
            neighbours = Arrays.copyOf(neighbours, count + 1);
            neighbours[count] = item;
        } else {
            float[] vector = vector(node);
            int worst = 0;
            for (int i = 1; i < count; i++) {
                if (bytes.score(vector, neighbours[i]) < bytes.score(vector, neighbours[worst])) {
                    worst = i;
                }
            }
            if (bytes.score(vector, item) > bytes.score(vector, neighbours[worst])) {
                neighbours[worst] = item;
            }
        }
        graph.setNeighbours(node, neighbours);
    }
}
