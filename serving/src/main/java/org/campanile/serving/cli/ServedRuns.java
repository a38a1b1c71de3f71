package org.campanile.serving.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.FileStores;
import org.campanile.core.tracking.ProgressListener;
import org.campanile.core.tracking.RunFolder;
import org.campanile.serving.funnel.BatchSettings;
import org.campanile.serving.funnel.Funnel;
import org.campanile.serving.funnel.FunnelListener;
import org.campanile.serving.funnel.ServedVersion;
import org.campanile.serving.http.VersionLoader;
import org.campanile.serving.index.IndexFolder;
import org.campanile.serving.index.IndexSettings;
import org.campanile.serving.index.VectorIndex;
import org.campanile.serving.model.ServedRanking;
import org.campanile.serving.model.ServedRetrieval;
import org.jspecify.annotations.Nullable;

/** Opens runs as versions, and remembers which were opened last. Used by one thread at a time. */
final class ServedRuns implements VersionLoader {
    private final Path runs;
    private final IndexOptions index;
    private final IndexSettings settings;
    private final BatchSettings batches;
    private final Funnel funnel;
    private final FunnelListener listener;
    private final ProgressListener progress;
    private Path retrievalRun;
    private @Nullable Path rankingRun;

    /**
     * @param runs      folder that names of runs are resolved in
     * @param retrieval the run of the first version
     * @param ranking   the run of its ranking model; null for none
     * @param listener  hears of requests to the versions
     * @param progress  hears of indices that are written
     */
    ServedRuns(
            Path runs,
            Path retrieval,
            @Nullable Path ranking,
            IndexOptions index,
            BatchSettings batches,
            Funnel funnel,
            FunnelListener listener,
            ProgressListener progress) {
        this.runs = runs;
        this.retrievalRun = retrieval;
        this.rankingRun = ranking;
        this.index = index;
        this.settings = index.settings();
        this.batches = batches;
        this.funnel = funnel;
        this.listener = listener;
        this.progress = progress;
    }

    @Override
    public ServedVersion load(Optional<String> run, Optional<String> ranking) {
        Path nextRetrieval = run.map(this::named).orElse(retrievalRun);
        Path nextRanking = ranking.map(this::named).orElse(rankingRun);
        ServedVersion version = open(nextRetrieval, nextRanking);
        retrievalRun = nextRetrieval;
        rankingRun = nextRanking;
        return version;
    }

    /* What a client says never leads out of the folder. */
    private Path named(String name) {
        Path base = runs.toAbsolutePath().normalize();
        Path run = base.resolve(name).normalize();
        if (!run.startsWith(base) || run.equals(base)) {
            throw new CampanileException(
                    "\"" + name + "\" names no run below the service's folder of runs: give EXPERIMENT/RUN.");
        }
        return run;
    }

    /**
     * Opens a version without remembering it.
     *
     * @param ranking null: none
     * @throws CampanileException when it cannot be served
     */
    ServedVersion open(Path run, @Nullable Path ranking) {
        ServedVersion version = assembled(run, ranking);
        try {
            funnel.requireRules(version);
        } catch (CampanileException e) {
            version.close();
            throw e;
        }
        return version;
    }

    private ServedVersion assembled(Path run, @Nullable Path ranking) {
        int copies = batches.threads();
        ServedRetrieval model = ServedRetrieval.open(bundle(run), copies);
        VectorIndex opened;
        ServedRanking ranker;
        try {
            ranker = ranking == null ? null : ServedRanking.open(bundle(ranking), copies);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
        try {
            opened = index(run, model);
        } catch (RuntimeException e) {
            model.close();
            if (ranker != null) {
                ranker.close();
            }
            throw e;
        }
        return new ServedVersion(model, opened, ranker, batches, listener);
    }

    private static FileStore bundle(Path run) {
        return FileStores.open(RunFolder.open(run).bundle().toString());
    }

    private VectorIndex index(Path run, ServedRetrieval model) {
        Path folder = index.folder(run, model.version());
        RunIndices.write(folder, settings, model, index.build(progress));
        return IndexFolder.open(folder, model.version());
    }
}
