package org.campanile.serving.store;

import java.util.List;

/**
 * What an export has done.
 *
 * @param set      the vectors
 * @param location of the store
 * @param written  vectors that were written; the others were there already
 * @param recall   measured by {@link ExportCheck}; NaN for users' vectors, which nobody searches
 * @param previous versions that are still there beside this one
 */
public record ExportReport(VectorSet set, String location, int written, double recall, List<String> previous) {
    public ExportReport {
        previous = List.copyOf(previous);
    }

    /** Lines to be printed. */
    public List<String> lines() {
        return List.of(
                "exported: %,d vectors of %s, version %s, to %s"
                        .formatted(set.rows(), set.kind().label(), set.version(), location),
                "written: %,d, the others were there".formatted(written),
                Double.isNaN(recall)
                        ? "checked: count, and a sample read back"
                        : "checked: count, a sample read back, recall@%d %.4f against exact search"
                                .formatted(ExportCheck.K, recall),
                previous.isEmpty() ? "other versions: none" : "other versions: " + String.join(", ", previous));
    }
}
