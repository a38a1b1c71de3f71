package org.campanile.serving.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.campanile.core.evaluation.ItemVectors;
import org.campanile.serving.index.IndexBuild;
import org.campanile.serving.index.IndexFolder;
import org.campanile.serving.index.IndexSettings;
import org.campanile.serving.index.QueryVectors;
import org.campanile.serving.model.ServedRetrieval;

/** Indices of runs' models in folders. */
final class RunIndices {
    private static final int RECALL_QUERIES = 200;
    private static final long RECALL_SEED = 17;

    private RunIndices() {}

    /** Writes the index of a model; one that is there stays if it is built by the same settings. */
    static void write(Path folder, IndexSettings settings, ServedRetrieval model, IndexBuild build) {
        Optional<IndexSettings> present =
                Files.exists(folder) ? Optional.of(IndexFolder.manifest(folder).settings()) : Optional.empty();
        if (present.equals(Optional.of(settings))) {
            return;
        }
        try (ItemVectors vectors = model.itemVectors()) {
            List<QueryVectors> queries = model.sampleQueries(vectors, RECALL_QUERIES, RECALL_SEED);
            if (present.isPresent() && present.get().isBuiltAs(settings)) {
                IndexFolder.searchBy(folder, settings, queries);
            } else {
                IndexFolder.write(folder, settings, vectors, model.version(), queries, build);
            }
        }
    }
}
