package org.campanile.serving.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.campanile.core.CampanileException;
import org.campanile.serving.funnel.ServedExperiment;
import org.campanile.serving.funnel.ServedVersion;
import org.campanile.serving.funnel.ServedVersions;
import org.jspecify.annotations.Nullable;

/** Reload and roll back: which version is served. One at a time; requests go on meanwhile. */
final class VersionCalls {
    private static final int CONFLICT = 409;

    private final ServedVersions versions;
    private final VersionLoader loader;
    private final Optional<ServedExperiment> experiment;
    private final JsonBodies json;
    private final ServiceMetrics metrics;
    private final ReentrantLock changing = new ReentrantLock();

    VersionCalls(
            ServedVersions versions,
            VersionLoader loader,
            Optional<ServedExperiment> experiment,
            JsonBodies json,
            ServiceMetrics metrics) {
        this.versions = versions;
        this.loader = loader;
        this.experiment = experiment;
        this.json = json;
        this.metrics = metrics;
    }

    /**
     * What {@code /admin/reload} takes.
     *
     * @param run     the retrieval model's run; null: the run that was loaded last
     * @param ranking the ranking model's run; null: the run that was loaded last, where there was one
     */
    record Reload(@Nullable String run, @Nullable String ranking) {}

    record VersionAnswer(String version) {}

    void reload(Context context) {
        Reload body = json.read(context, Reload.class);
        change(context, () -> {
            ServedVersion next = loader.load(Optional.ofNullable(body.run()), Optional.ofNullable(body.ranking()));
            versions.replace(next);
        });
    }

    void rollBack(Context context) {
        json.read(context, CollectionCalls.Nothing.class);
        change(context, versions::rollBack);
    }

    private void change(Context context, Runnable change) {
        if (!changing.tryLock()) {
            throw new HttpFailure(CONFLICT, "Another version is being loaded: try again when it is.");
        }
        try {
            experiment.ifPresent(ServedExperiment::requireReplaceable);
            change.run();
            try (ServedVersions.Lease lease = versions.borrow()) {
                metrics.served(List.of(lease.version()));
                json.write(context, new VersionAnswer(lease.version().id()));
            }
        } catch (CampanileException e) {
            // What is served has not changed.
            throw new HttpFailure(CONFLICT, e.getMessage());
        } finally {
            changing.unlock();
        }
    }
}
