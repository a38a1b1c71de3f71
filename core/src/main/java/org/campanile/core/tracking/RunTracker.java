package org.campanile.core.tracking;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Records one run. Calls return at once and never throw on account of a server; whatever a server does not take stays
 * in the run folder. Safe for use by several threads.
 */
public interface RunTracker extends AutoCloseable {
    /** The tag that says why a run failed or was killed. */
    String ERROR = "error";

    /** Records parameters; a key is recorded once. */
    void parameters(Map<String, String> parameters);

    /** Records what the run is made from; a later call replaces an earlier one. */
    void provenance(RunProvenance provenance);

    void metrics(List<MetricPoint> points);

    /** Records tags; a later value replaces an earlier one. The report shows them. */
    void tags(Map<String, String> tags);

    /** Records a file, or all files of a folder, of the run folder under its path relative to that folder. */
    void artifact(Path file);

    /** Records what the run came to, for {@code summary.json} and the report; its metrics are not sent as points. */
    void result(RunResult result);

    /** Ends the run with its final status and writes its report; nothing is recorded afterwards. */
    void finish(RunStatus status);

    /** Sends what is left, within a time limit, and releases threads. A run that has not been finished has failed. */
    @Override
    void close();
}
