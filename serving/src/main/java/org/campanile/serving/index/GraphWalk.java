package org.campanile.serving.index;

import java.io.IOException;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.SparseFixedBitSet;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.apache.lucene.util.hnsw.NeighborQueue;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.campanile.core.embedding.MappedBlocks;

/**
 * Walks to the nodes of a graph that are nearest to a vector. Lucene's walk keeps one candidate above level 0 and enters there
 * by that alone. Items of recommenders lie in clusters that few edges join, and such a walk stays in the one it came to; this
 * keeps several candidates on every level, and enters level 0 by all of them.
 *
 * @param items the vectors of the nodes
 * @param graph shared with other walks
 */
record GraphWalk(MappedBlocks items, MappedGraph graph) {
    /** Of what a walk holds at hand on level 0 it holds this part on the levels above: more finds little more. */
    private static final int PART_ABOVE = 4;

    /** Collects the items nearest to a vector that a filter accepts, the unknown one never; belongs to one thread. */
    void run(float[] vector, KnnCollector found, ItemFilter filter) throws IOException {
        MappedGraph own = graph.walk();
        RandomVectorScorer scorer = new ItemScorer(items, vector);
        int[] entrances = entrances(own, scorer, Math.max(1, found.k() / PART_ABOVE));
        EnteredGraph entered = new EnteredGraph(own, entrances);
        HnswGraphSearcher.search(
                new EnteredScorer(scorer, entered.entryNode()),
                found,
                entered,
                new FoundNodes(filter, entered.entryNode()));
    }

    private static int[] entrances(MappedGraph graph, RandomVectorScorer scorer, int width) throws IOException {
        HnswGraphSearcher searcher =
                new HnswGraphSearcher(new NeighborQueue(width, true), new SparseFixedBitSet(graph.size()));
        int[] nearest = {graph.entryNode()};
        for (int level = graph.numLevels() - 1; level > 0; level--) {
            nearest = searcher.searchLevel(scorer, width, level, nearest, graph).popUntilNearestKNodes();
        }
        return nearest;
    }

    /** Level 0 of a graph, and one more node, the last, which leads to all entrances and is where a walk begins. */
    private static final class EnteredGraph extends HnswGraph {
        private final MappedGraph graph;
        private final int[] entrances;
        private boolean isAtBegin;
        private int next;

        EnteredGraph(MappedGraph graph, int[] entrances) {
            this.graph = graph;
            this.entrances = entrances;
        }

        @Override
        public void seek(int level, int node) {
            isAtBegin = node == entryNode();
            if (isAtBegin) {
                next = 0;
            } else {
                graph.seek(level, node);
            }
        }

        @Override
        public int nextNeighbor() {
            if (!isAtBegin) {
                return graph.nextNeighbor();
            }
            return next < entrances.length ? entrances[next++] : DocIdSetIterator.NO_MORE_DOCS;
        }

        @Override
        public int size() {
            return graph.size() + 1;
        }

        @Override
        public int numLevels() {
            return 1;
        }

        @Override
        public int entryNode() {
            return graph.size();
        }

        @Override
        public NodesIterator getNodesOnLevel(int level) {
            return new ArrayNodesIterator(size());
        }
    }

    /** Scores of nodes; the one where a walk begins is better than all, so that a walk looks at it first. */
    private record EnteredScorer(RandomVectorScorer nodes, int begin) implements RandomVectorScorer {
        @Override
        public float score(int node) throws IOException {
            return node == begin ? Float.MAX_VALUE : nodes.score(node);
        }

        @Override
        public int maxOrd() {
            return begin + 1;
        }
    }

    /** What a walk may find, as Lucene asks it: accepted items, and not the node where it begins. */
    private record FoundNodes(ItemFilter filter, int begin) implements Bits {
        @Override
        public boolean get(int node) {
            return node > 0 && node != begin && filter.accepts(node);
        }

        @Override
        public int length() {
            return begin + 1;
        }
    }
}
