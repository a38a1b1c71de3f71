package org.campanile.serving.index;

/**
 * The graph of a {@link GraphFile}. Safe for use by any number of threads; one that was opened for changes only while none changes
 * it.
 */
final class MappedGraph {
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

    MappedGraph(MappedInts numbers, Level[] levels, int entry) {
        this.numbers = numbers;
        this.levels = levels;
        this.entry = entry;
    }

    /** Number of nodes, all of which are on level 0. */
    int size() {
        return levels[0].nodes();
    }

    int levels() {
        return levels.length;
    }

    /** The nodes of a level, ascending. */
    int[] nodes(int level) {
        Level at = levels[level];
        int[] nodes = new int[at.nodes()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = level == 0 ? i : numbers.get(at.ids() + i);
        }
        return nodes;
    }

    /** The node of the highest level where walks begin. */
    int entryNode() {
        return entry;
    }

    /** A node has no more neighbours on any level. */
    int mostNeighbours() {
        return levels[0].stride() - 1;
    }

    /** Writes the neighbours of a node on a level to {@code out[0]} on; returns their number. */
    int neighbours(int level, int node, int[] out) {
        Level at = levels[level];
        int place = level == 0 ? node : find(at, node);
        long first = at.first() + (long) place * at.stride();
        int count = numbers.get(first);
        numbers.read(first + 1, out, count);
        return count;
    }

    /** Gives a node other neighbours on level 0; only of a graph that was opened for changes. */
    void setNeighbours(int node, int[] neighbours) {
        Level at = levels[0];
        long first = at.first() + (long) node * at.stride();
        numbers.set(first, neighbours.length);
        for (int i = 0; i < neighbours.length; i++) {
            numbers.set(first + 1 + i, neighbours[i]);
        }
    }

    /** Writes all changes to the file. */
    void force() {
        numbers.force();
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
}
