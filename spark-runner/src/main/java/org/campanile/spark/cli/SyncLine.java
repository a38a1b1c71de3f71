package org.campanile.spark.cli;

import java.util.ArrayList;
import java.util.List;
import org.campanile.core.tracking.SyncReport;

/** What {@code campanile runs sync} says of a run that a server has taken. */
final class SyncLine {
    private SyncLine() {}

    /** Such as {@code sent 52 parameters, 1 file to run 5f0c...}. */
    static String of(SyncReport report) {
        List<String> sent = new ArrayList<>();
        add(sent, report.parameters(), "parameter");
        add(sent, report.tags(), "tag");
        add(sent, report.metrics(), "metric");
        add(sent, report.artifacts(), "file");
        if (!sent.isEmpty()) {
            return "sent " + String.join(", ", sent) + " to run " + report.runId();
        }
        return report.refused().isEmpty() ? "nothing to send" : "nothing more could be sent";
    }

    private static void add(List<String> sent, long count, String what) {
        if (count > 0) {
            sent.add(count + " " + what + (count == 1 ? "" : "s"));
        }
    }
}
