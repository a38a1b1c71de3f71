package org.campanile.serving.index;

import java.util.List;
import org.campanile.core.embedding.MappedBlocks;

/** Scores every item in single precision, by matrix products. */
final class ExactIndex extends FolderIndex {
    private final ExactSearch search;

    ExactIndex(String version, MappedBlocks items) {
        super(version, items);
        this.search = new ExactSearch(items.blocks());
    }

    @Override
    List<ScoredItems> find(List<VectorSearch> searches) {
        return search.search(searches);
    }

    @Override
    public void close() {
        search.close();
    }
}
