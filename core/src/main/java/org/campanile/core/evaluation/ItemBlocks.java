package org.campanile.core.evaluation;

import org.campanile.core.Check;

/**
 * All items, index 0 included, cut into blocks of consecutive indices: block {@code b} begins at item {@code b * width}.
 *
 * @param items number of items including index 0; at least 1
 * @param width items per block but the last, which may be shorter; at least 1
 */
public record ItemBlocks(int items, int width) {
    /** A width at which the scores of some hundreds of users for a block stay in the processor's second-level cache. */
    public static final int USUAL_WIDTH = 512;

    public ItemBlocks {
        Check.positive(items, "items");
        Check.positive(width, "width");
    }

    /** Number of blocks. */
    public int count() {
        return (items - 1) / width + 1;
    }

    /** The first item of a block. */
    public int first(int block) {
        return block * width;
    }

    /** Number of items in a block. */
    public int size(int block) {
        return Math.min(width, items - first(block));
    }
}
