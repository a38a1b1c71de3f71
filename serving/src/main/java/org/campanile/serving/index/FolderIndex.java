package org.campanile.serving.index;

import org.campanile.core.embedding.MappedBlocks;

/** An index whose item vectors lie in a file that is mapped into memory. */
abstract class FolderIndex extends CheckedIndex {
    /** Items of a block: their products with some dozens of queries stay in the processor's cache. */
    static final int ITEMS_PER_BLOCK = 512;

    private final MappedBlocks items;

    FolderIndex(String version, MappedBlocks items) {
        super(version, items.rows(), items.dim());
        this.items = items;
    }

    @Override
    final void read(int item, float[] vector) {
        items.read(item, vector, 0);
    }
}
