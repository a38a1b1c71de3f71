package org.campanile.core.tracking;

import java.util.List;

/**
 * What was sent to a tracking server.
 *
 * @param runId   the server's id of the run
 * @param refused what the server or this machine could not do, one sentence each; empty when everything is there
 */
public record SyncReport(String runId, int parameters, int tags, long metrics, int artifacts, List<String> refused) {

    public SyncReport {
        refused = List.copyOf(refused);
    }
}
