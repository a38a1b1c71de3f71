package org.campanile.spark.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A plan of embedding tables as lines of at most 79 characters, for people. */
final class TablePlanPage {
    private static final int MOST_TABLES = 20;
    private static final int NAME = 22;
    private static final String LINE = "%-" + NAME + "s %20s  %-10s %11s %11s";

    private TablePlanPage() {}

    /** What each worker holds and sends, the largest tables first. */
    static List<String> lines(List<TablePlan> plans) {
        if (plans.isEmpty()) {
            return List.of();
        }
        List<TablePlan> largest = plans.stream()
                .sorted(Comparator.comparingLong(TablePlan::bytes).reversed())
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add(line("embedding table", "rows x dim", "placement", "per worker", "sent a step"));
        largest.stream().limit(MOST_TABLES).map(TablePlanPage::line).forEach(lines::add);
        if (largest.size() > MOST_TABLES) {
            List<TablePlan> others = largest.subList(MOST_TABLES, largest.size());
            lines.add(sum(others.size() + " smaller ones", others));
        }
        lines.add(sum("together", plans));
        long bytes = plans.stream().mapToLong(TablePlan::bytes).sum();
        long uncompressed =
                plans.stream().mapToLong(TablePlan::uncompressedBytes).sum();
        if (uncompressed > bytes) {
            lines.add("Values that share rows save " + mebibytes(uncompressed - bytes) + " of "
                    + mebibytes(uncompressed) + ".");
        }
        long saved = plans.stream().mapToLong(TablePlan::saved).sum();
        if (saved > 0) {
            lines.add("Samples are divided by user, which saves " + kibibytes(saved) + " a step.");
        }
        return lines;
    }

    private static String line(TablePlan plan) {
        String name = plan.name().length() <= NAME ? plan.name() : plan.name().substring(0, NAME - 3) + "...";
        String shape = String.format(Locale.ROOT, "%,d x %d", plan.rows(), plan.dim());
        return line(name, shape, plan.placement(), mebibytes(plan.bytes()), kibibytes(plan.traffic()));
    }

    private static String sum(String name, List<TablePlan> plans) {
        long bytes = plans.stream().mapToLong(TablePlan::bytes).sum();
        long traffic = plans.stream().mapToLong(TablePlan::traffic).sum();
        return line(name, "", "", mebibytes(bytes), kibibytes(traffic));
    }

    private static String line(String name, String shape, String placement, String bytes, String traffic) {
        return String.format(Locale.ROOT, LINE, name, shape, placement, bytes, traffic);
    }

    static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / (1024.0 * 1024));
    }

    private static String kibibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0);
    }
}
