package org.campanile.spark.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.campanile.core.chart.Numbers;
import org.campanile.core.tracking.RunDetails;
import org.campanile.spark.TextWrap;
import org.jspecify.annotations.Nullable;

/** What {@code campanile runs compare} prints: options in which two runs differ, and their metrics side by side. */
final class RunComparison {
    private static final int NAME_WIDTH = 35;
    private static final int VALUE_WIDTH = 15;
    private static final int TEXT_WIDTH = 75;

    private final RunDetails first;
    private final RunDetails second;
    private final List<String> lines = new ArrayList<>();

    private RunComparison(RunDetails first, RunDetails second) {
        this.first = first;
        this.second = second;
    }

    static List<String> lines(RunDetails first, RunDetails second) {
        RunComparison comparison = new RunComparison(first, second);
        comparison.add();
        return comparison.lines;
    }

    private void add() {
        lines.add("A  " + first.summary().folder());
        lines.add("B  " + second.summary().folder());
        line("", "A", "B", "B - A");
        text("status", status(first), status(second));
        compareTexts(first.facts(), second.facts());
        int before = lines.size();
        compareTexts(first.parameters(), second.parameters());
        if (lines.size() == before) {
            lines.add("no option differs");
        }
        for (String metric : union(first.summary().metrics(), second.summary().metrics())) {
            number(metric, first.metrics().get(metric), second.metrics().get(metric));
        }
    }

    private static String status(RunDetails run) {
        return run.summary().status().name().toLowerCase(Locale.ROOT);
    }

    private void compareTexts(Map<String, String> left, Map<String, String> right) {
        for (String key : union(left, right)) {
            text(key, left.getOrDefault(key, ""), right.getOrDefault(key, ""));
        }
    }

    /** Only what differs; values that have no room take lines of their own. */
    private void text(String name, String left, String right) {
        if (left.equals(right)) {
            return;
        }
        if (Math.max(left.length(), right.length()) < VALUE_WIDTH) {
            line(name, left, right, "");
        } else {
            lines.add(name);
            wrapped("  A  ", left);
            wrapped("  B  ", right);
        }
    }

    private void wrapped(String name, String value) {
        String left = name;
        for (String part : TextWrap.lines(value, TEXT_WIDTH)) {
            lines.add(left + part);
            left = " ".repeat(name.length());
        }
    }

    private void number(String metric, @Nullable Double left, @Nullable Double right) {
        String difference = left == null || right == null ? "" : signed(right - left);
        line(metric, format(left), format(right), difference);
    }

    private static String signed(double difference) {
        return (difference > 0 ? "+" : "") + Numbers.format(difference);
    }

    private static String format(@Nullable Double value) {
        return value == null ? "" : Numbers.format(value);
    }

    private void line(String name, String left, String right, String difference) {
        if (name.length() >= NAME_WIDTH) {
            lines.add(name);
        }
        lines.add(("%-" + NAME_WIDTH + "s%" + VALUE_WIDTH + "s%" + VALUE_WIDTH + "s%" + VALUE_WIDTH + "s")
                .formatted(name.length() >= NAME_WIDTH ? "" : name, left, right, difference)
                .stripTrailing());
    }

    private static Set<String> union(Map<String, ?> left, Map<String, ?> right) {
        Set<String> keys = new LinkedHashSet<>(left.keySet());
        keys.addAll(right.keySet());
        return keys;
    }
}
