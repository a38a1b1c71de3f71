package org.campanile.serving.index;

import java.util.function.IntPredicate;
import org.apache.lucene.util.hnsw.NeighborQueue;

/**
 * Walks to the nodes of a graph that are nearest to a vector: from the highest level down it visits the neighbours of the best
 * candidate at hand until none at hand is better than the worst of what it keeps (Malkov and Yashunin 2018, algorithm 2).
 *
 * <p>Usual walks keep one node on every level but the lowest, and enter that by this one alone. Items of recommenders lie in
 * clusters that few edges join, and such a walk stays in the one it came to; this one keeps several nodes on every level, and
 * enters the next by all of them.
 *
 * <p>Scores are those of {@link ByteVectors}. Used by one thread at a time.
 */
final class GraphWalk {
    /** Of what a walk keeps on level 0 it keeps this part on the levels above: more finds little more. */
    private static final int PART_ABOVE = 4;

    private final MappedGraph graph;
    private final ByteVectors items;
    private final VisitedNodes visited;
    private final int[] neighbours;

    GraphWalk(MappedGraph graph, ByteVectors items) {
        this.graph = graph;
        this.items = items;
        this.visited = new VisitedNodes(graph.size());
        this.neighbours = new int[graph.mostNeighbours()];
    }

    /**
     * The nodes nearest to a vector, in no order.
     *
     * @param width      how many nodes
     * @param mostVisits on level 0
     * @param accepted   nodes that may be found; others are visited as well
     * @return fewer nodes where fewer are accepted; none where more would have to be visited
     */
    int[] run(float[] vector, int width, int mostVisits, IntPredicate accepted) {
        int[] nearest = {graph.entryNode()};
        int above = Math.max(1, width / PART_ABOVE);
        for (int level = graph.levels() - 1; level > 0; level--) {
            nearest = search(vector, level, nearest, new Nearest(above, node -> true), Integer.MAX_VALUE);
        }
        return search(vector, 0, nearest, new Nearest(width, accepted), mostVisits);
    }

    private int[] search(float[] vector, int level, int[] entrances, Nearest nearest, int mostVisits) {
        visited.clear();
        for (int node : entrances) {
            visited.add(node);
            nearest.offer(node, items.score(vector, node));
        }
        while (nearest.hasCandidate()) {
            int count = unvisitedNeighbours(level, nearest.takeCandidate());
            if (visited.count() > mostVisits) {
                return new int[0];
            }
            // Nothing here waits for the score before, so that the processor fetches several items at once.
            for (int i = 0; i < count; i++) {
                nearest.offer(neighbours[i], items.score(vector, neighbours[i]));
            }
        }
        return nearest.found();
    }

    /** Puts those neighbours first that were not visited before. */
    private int unvisitedNeighbours(int level, int node) {
        int all = graph.neighbours(level, node, neighbours);
        int count = 0;
        for (int i = 0; i < all; i++) {
            if (visited.add(neighbours[i])) {
                neighbours[count++] = neighbours[i];
            }
        }
        return count;
    }

    /** The best accepted nodes so far, and candidates whose neighbours may be better. */
    private static final class Nearest {
        private final int width;
        private final IntPredicate accepted;
        private final NeighborQueue found;
        private final NeighborQueue candidates;

        Nearest(int width, IntPredicate accepted) {
            this.width = width;
            this.accepted = accepted;
            this.found = new NeighborQueue(width, false);
            this.candidates = new NeighborQueue(width, true);
        }

        void offer(int node, float score) {
            if (found.size() == width && score <= found.topScore()) {
                return;
            }
            candidates.add(node, score);
            if (accepted.test(node)) {
                found.insertWithOverflow(node, score);
            }
        }

        boolean hasCandidate() {
            return candidates.size() > 0 && (found.size() < width || candidates.topScore() >= found.topScore());
        }

        int takeCandidate() {
            return candidates.pop();
        }

        int[] found() {
            return found.nodes();
        }
    }
}
