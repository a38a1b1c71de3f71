package org.campanile.serving.index;

import java.util.Arrays;

/** A set of nodes that is emptied as fast as it was filled, whatever the number of nodes there are. Used by one thread at a time. */
final class VisitedNodes {
    private final long[] bits;
    private int[] nodes = new int[1024];
    private int count;

    /** @param size nodes there are */
    VisitedNodes(int size) {
        this.bits = new long[((size - 1) >>> 6) + 1];
    }

    /** Adds a node; false when it was there. */
    boolean add(int node) {
        int word = node >>> 6;
        long bit = 1L << node;
        if ((bits[word] & bit) != 0) {
            return false;
        }
        bits[word] |= bit;
        if (count == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * count);
        }
        nodes[count++] = node;
        return true;
    }

    int count() {
        return count;
    }

    void clear() {
        for (int i = 0; i < count; i++) {
            bits[nodes[i] >>> 6] = 0;
        }
        count = 0;
    }
}
