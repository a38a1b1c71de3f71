package org.campanile.serving.index;

import org.campanile.core.CampanileException;

/**
 * Settings of a graph after Malkov and Yashunin, Efficient and robust approximate nearest neighbor search using
 * Hierarchical Navigable Small World graphs (2018), arXiv:1603.09320.
 *
 * @param maxConnections neighbours of a node, the paper's M, 2 to 512
 * @param buildWidth     candidates at hand when a node gets its neighbours, the paper's efConstruction, 1 to 3200
 * @param searchWidth    least candidates at hand in a search, the paper's ef, at least 1; more where more items are asked for
 */
public record HnswSettings(int maxConnections, int buildWidth, int searchWidth) {
    /** For catalogues of some hundreds of thousands of items. */
    public static final HnswSettings USUAL = new HnswSettings(16, 200, 200);

    public HnswSettings {
        require("--max-connections", maxConnections, 2, 512);
        require("--build-width", buildWidth, 1, 3200);
        require("--search-width", searchWidth, 1, Integer.MAX_VALUE);
    }

    /** Whether other settings build the same graph, whatever they do in a search. */
    boolean isBuiltAs(HnswSettings other) {
        return maxConnections == other.maxConnections && buildWidth == other.buildWidth;
    }

    /** The same graph, searched by another width. */
    HnswSettings withSearchWidth(int width) {
        return new HnswSettings(maxConnections, buildWidth, width);
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new CampanileException(
                    name + " of an HNSW index is " + value + "; allowed: " + least + " to " + most + ".");
        }
    }
}
