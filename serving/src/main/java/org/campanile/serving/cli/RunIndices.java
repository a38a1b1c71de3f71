package org.campanile.serving.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.campanile.core.evaluation.ItemVectors;
import org.campanile.serving.index.IndexFolder;
import org.campanile.serving.index.IndexSettings;
import org.campanile.serving.model.ServedRetrieval;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Indices of runs' models in folders. */
final class RunIndices {
    private static final Logger LOG = LoggerFactory.getLogger(RunIndices.class);
    private static final int RECALL_QUERIES = 200;
    private static final long RECALL_SEED = 17;

    private RunIndices() {}

    /** Writes the index of a model unless one with the same settings is there. */
    static void write(Path folder, IndexSettings settings, ServedRetrieval model) {
        if (Files.exists(folder) && IndexFolder.manifest(folder).settings().equals(settings)) {
            return;
        }
        LOG.info("Writing the index {}", folder);
        try (ItemVectors vectors = model.itemVectors()) {
            IndexFolder.write(
                    folder, settings, vectors, model.version(), model.sampleQueries(RECALL_QUERIES, RECALL_SEED));
        }
    }
}
