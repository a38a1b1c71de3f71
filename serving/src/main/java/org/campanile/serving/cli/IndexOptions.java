package org.campanile.serving.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.campanile.core.tracking.ProgressListener;
import org.campanile.serving.index.IndexBuild;
import org.campanile.serving.index.IndexKind;
import org.campanile.serving.index.IndexSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which index the service searches, and where it lies. */
final class IndexOptions {
    @Option(
            names = "--index",
            paramLabel = "KIND",
            defaultValue = "exact",
            description =
                    "exact, quantized (bytes, with exact scores of the best) or hnsw (a graph, for large catalogues)"
                            + " (default: ${DEFAULT-VALUE}).")
    private IndexKind kind = IndexKind.EXACT;

    @Option(
            names = "--index-folder",
            paramLabel = "DIR",
            description = "Where indices are kept; one that is not there is written first (default: index in the run"
                    + " folder).")
    private @Nullable Path folder;

    @Option(
            names = "--min-recall",
            paramLabel = "R",
            defaultValue = "0.95",
            description = "Least share of the true best 50 items that the index must find, measured when it is written"
                    + " (default: ${DEFAULT-VALUE}).")
    private double minRecall;

    @Mixin
    private GraphOptions graph = new GraphOptions();

    IndexSettings settings() {
        return new IndexSettings(kind, minRecall, IndexSettings.USUAL_RECALL_AT, graph.settings());
    }

    IndexBuild build(ProgressListener listener) {
        return graph.build(listener);
    }

    /** The folder of the index of a model's version. */
    Path folder(Path run, String version) {
        return folder(folder == null ? run.resolve("index") : folder, version, kind);
    }

    static Path folder(Path base, String version, IndexKind kind) {
        return base.resolve(version + "-" + kind.name().toLowerCase(Locale.ROOT));
    }
}
