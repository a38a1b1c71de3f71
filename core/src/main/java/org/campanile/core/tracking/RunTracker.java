package org.campanile.core.tracking;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Records one run. Calls return at once and never throw on account of a server; whatever a server does not take stays
 * in the run folder. Safe for use by several threads.
 */
public interface RunTracker extends AutoCloseable {
    /** Records parameters; a key is recorded once. */
    void parameters(Map<String, String> parameters);

    void metrics(List<MetricPoint> points);

    void tags(Map<String, String> tags);

    /** Records a file, or all files of a folder, of the run folder under its path relative to that folder. */
    void artifact(Path file);

    /** Ends the run with its final status; nothing is recorded afterwards. */
    void finish(RunStatus status);

    /** Sends what is left, within a time limit, and releases threads. */
    @Override
    void close();
}
