package org.campanile.serving.http;

import java.util.Optional;
import org.campanile.serving.funnel.ServedVersion;

/** Loads versions while others are served. Called by one thread at a time. */
@FunctionalInterface
public interface VersionLoader {
    /**
     * Loads a version.
     *
     * @param run     name of the retrieval model's run; empty: the one loaded last
     * @param ranking name of the ranking model's run; empty: the one loaded last, where there was one
     * @throws org.campanile.core.CampanileException when there is no such run, or it cannot be served
     */
    ServedVersion load(Optional<String> run, Optional<String> ranking);
}
