package org.campanile.serving.index;

import java.util.Map;
import java.util.TreeMap;
import org.campanile.core.storage.FileContent;

/**
 * The contents of {@code index.json}.
 *
 * @param formatVersion version of the format, {@link #FORMAT_VERSION} when written by this code
 * @param modelVersion  version of the model whose item vectors these are
 * @param items         number of items, the unknown one included
 * @param dim           length of a vector
 * @param settings      how the index was made
 * @param recall        how well it finds
 * @param files         every other file by its path in the folder
 */
public record IndexManifest(
        int formatVersion,
        String modelVersion,
        int items,
        int dim,
        IndexSettings settings,
        MeasuredRecall recall,
        Map<String, FileContent> files) {

    public static final int FORMAT_VERSION = 2;

    public IndexManifest {
        files = new TreeMap<>(files);
    }

    /** The same with other settings. */
    IndexManifest with(IndexSettings others) {
        return new IndexManifest(formatVersion, modelVersion, items, dim, others, recall, files);
    }

    /** The same with another recall. */
    IndexManifest with(MeasuredRecall measured) {
        return new IndexManifest(formatVersion, modelVersion, items, dim, settings, measured, files);
    }
}
