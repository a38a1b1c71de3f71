package org.campanile.serving.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        if (Files.exists(folder)) {
            IndexSettings present = IndexFolder.manifest(folder).settings();
            if (present.equals(settings)) {
                return;
            }
            if (present.isBuiltAs(settings)) {
                IndexFolder.searchBy(folder, settings, queries(model));
                return;
            }
        }
        try (ItemVectors vectors = model.itemVectors()) {
            IndexFolder.write(folder, settings, vectors, model.version(), queries(model), build);
        }
    }

    private static List<QueryVectors> queries(ServedRetrieval model) {
        return model.sampleQueries(RECALL_QUERIES, RECALL_SEED);
    }
}
