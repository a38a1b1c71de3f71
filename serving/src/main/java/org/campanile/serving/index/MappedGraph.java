package org.campanile.serving.index;

import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.hnsw.HnswGraph;

/** The graph of a {@link GraphFile}, and the place of a walk in it: each walk has its own, {@link #walk}. */
final class MappedGraph extends HnswGraph {
    /**
     * Where a level lies in the file.
     *
     * @param nodes  its number of nodes
     * @param ids    place of the first node's id, unused on level 0
     * @param first  place of the first node's neighbours
     * @param stride numbers of a node
     */
    record Level(int nodes, long ids, long first, int stride) {
        long end() {
            return first + (long) nodes * stride;
        }
    }

    private final MappedInts numbers;
    private final Level[] levels;
    private final int entry;

    private long next;
    private long end;

    MappedGraph(MappedInts numbers, Level[] levels, int entry) {
        this.numbers = numbers;
        this.levels = levels;
        this.entry = entry;
    }

    /** The same graph, for another walk. */
    MappedGraph walk() {
        return new MappedGraph(numbers, levels, entry);
    }

    @Override
    public void seek(int level, int node) {
        Level at = levels[level];
        int place = level == 0 ? node : find(at, node);
        next = at.first() + (long) place * at.stride() + 1;
        end = next + numbers.get(next - 1);
    }

    private int find(Level level, int node) {
        int low = 0;
        int high = level.nodes() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (numbers.get(level.ids() + middle) < node) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public int nextNeighbor() {
        return next < end ? numbers.get(next++) : DocIdSetIterator.NO_MORE_DOCS;
    }

    @Override
    public int size() {
        return levels[0].nodes();
    }

    @Override
    public int numLevels() {
        return levels.length;
    }

    @Override
    public int entryNode() {
        return entry;
    }

    @Override
    public NodesIterator getNodesOnLevel(int level) {
        Level at = levels[level];
        int[] nodes = new int[at.nodes()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = level == 0 ? i : numbers.get(at.ids() + i);
        }
        return new ArrayNodesIterator(nodes, nodes.length);
    }
}
