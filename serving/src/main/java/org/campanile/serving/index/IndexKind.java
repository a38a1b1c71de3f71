package org.campanile.serving.index;

import java.nio.file.Path;
import org.campanile.core.embedding.MappedBlocks;

/** How an index finds items. */
public enum IndexKind {
    /** Every item is scored in single precision. */
    EXACT,
    /** Every item is scored in bytes, and the best of them in single precision. */
    QUANTIZED,
    /** A graph of near items is walked (HNSW), and what it finds is scored in single precision: for large catalogues. */
    HNSW;

    /** Opens the index whose files lie in a folder. */
    FolderIndex open(IndexManifest manifest, Path folder, MappedBlocks items) {
        return switch (this) {
            case EXACT -> new ExactIndex(manifest.modelVersion(), items);
            case QUANTIZED -> new QuantizedIndex(manifest.modelVersion(), items);
            case HNSW ->
                HnswIndex.open(
                        manifest.modelVersion(),
                        items,
                        folder.resolve(IndexFolder.GRAPH),
                        manifest.settings().hnsw());
        };
    }
}
