package org.campanile.serving.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.campanile.core.evaluation.ItemVectors;
import org.campanile.core.tracking.ProgressListener;
import org.campanile.serving.index.IndexFolder;
import org.campanile.serving.index.IndexSettings;
import org.campanile.serving.model.ServedRetrieval;

/** Indices of runs' models in folders. */
final class RunIndices {
    private static final int RECALL_QUERIES = 200;
    private static final long RECALL_SEED = 17;

    private RunIndices() {}

    /** Writes the index of a model unless one with the same settings is there. */
    static void write(Path folder, IndexSettings settings, ServedRetrieval model, ProgressListener listener) {
        if (Files.exists(folder) && IndexFolder.manifest(folder).settings().equals(settings)) {
            return;
        }
        try (ItemVectors vectors = model.itemVectors()) {
            IndexFolder.write(
                    folder,
                    settings,
                    vectors,
                    model.version(),
                    model.sampleQueries(RECALL_QUERIES, RECALL_SEED),
                    listener);
        }
    }
}
