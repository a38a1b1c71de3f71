package org.campanile.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Results as lines of at most 80 columns, and as Markdown. */
final class ResultTable {
    private static final String FORMAT = "%-22s %-16s %10s %10s %6s %5s %4s";

    private ResultTable() {}

    /** For a terminal. */
    static List<String> text(List<ResultEntry> entries) {
        List<String> lines = new ArrayList<>();
        lines.add(FORMAT.formatted("benchmark", "size", "ours", "peer", "ratio", "floor", "aim"));
        for (ResultEntry entry : entries) {
            lines.add(FORMAT.formatted(
                    entry.text("name"),
                    entry.text("size"),
                    Figures.speed(entry.number("ours")),
                    Figures.speed(entry.number("peer_value")),
                    Figures.ratio(entry.number("ratio")),
                    Figures.bound(entry.number("floor")),
                    Figures.bound(entry.number("aim"))));
        }
        return lines;
    }

    /** For a page: the table, then one line for each different machine and set of versions. */
    static List<String> markdown(List<ResultEntry> entries) {
        List<String> lines = new ArrayList<>();
        lines.add("| benchmark | size | ours | peer | unit | best peer | ratio | floor | aim | measured |");
        lines.add("|---|---|--:|--:|---|---|--:|--:|--:|---|");
        for (ResultEntry entry : entries) {
            lines.add("| `%s` | %s | %s | %s | %s | %s | %s | %s | %s | %s |"
                    .formatted(
                            entry.text("name"),
                            entry.text("size"),
                            Figures.speed(entry.number("ours")),
                            Figures.speed(entry.number("peer_value")),
                            entry.text("unit"),
                            entry.text("peer"),
                            ratio(entry),
                            Figures.bound(entry.number("floor")),
                            Figures.bound(entry.number("aim")),
                            entry.text("date")));
        }
        lines.add("");
        entries.stream().map(ResultTable::machine).distinct().forEach(lines::add);
        return lines;
    }

    private static String ratio(ResultEntry entry) {
        String ratio = Figures.ratio(entry.number("ratio"));
        if (Double.isNaN(entry.number("floor"))) {
            return ratio;
        }
        return entry.missesFloor() ? ratio + " (missed)" : "**" + ratio + "**";
    }

    private static String machine(ResultEntry entry) {
        return "Machine: %s, %s cores, %s GiB. Versions: %s."
                .formatted(entry.text("cpu"), entry.text("cores"), entry.text("memory_gib"), entry.text("versions"));
    }
}
