package org.campanile.serving.index;

import org.campanile.core.CampanileException;
import org.campanile.core.tracking.ProgressListener;

/**
 * How an index is written, which what is written does not tell.
 *
 * @param threads  that build a graph, where the index is one, at least 1; by several threads its edges depend on their race
 * @param listener hears how many items the graph has
 */
public record IndexBuild(int threads, ProgressListener listener) {
    /** One thread, unheard. */
    public static final IndexBuild QUIET = new IndexBuild(1, ProgressListener.SILENT);

    public IndexBuild {
        if (threads < 1) {
            throw new CampanileException("--build-threads is " + threads + "; allowed: 1 or more.");
        }
    }
}
