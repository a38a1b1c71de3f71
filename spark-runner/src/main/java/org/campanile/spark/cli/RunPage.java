package org.campanile.spark.cli;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.campanile.core.chart.Numbers;
import org.campanile.core.metric.ConfidenceInterval;
import org.campanile.core.tracking.RunDetails;
import org.campanile.spark.TextWrap;
import org.jspecify.annotations.Nullable;

/** What {@code campanile runs show} prints of a run. */
final class RunPage {
    private static final int WIDTH = 80;
    private static final int NAME_WIDTH = 28;

    private final RunDetails run;
    private final List<String> lines = new ArrayList<>();

    private RunPage(RunDetails run) {
        this.run = run;
    }

    static List<String> lines(RunDetails run) {
        RunPage page = new RunPage(run);
        page.add();
        return page.lines;
    }

    private void add() {
        add("run", run.summary().experiment() + "/" + run.summary().name());
        add("status", run.summary().status().name().toLowerCase(Locale.ROOT));
        add("started", run.summary().started().truncatedTo(ChronoUnit.SECONDS).toString());
        add("folder", run.summary().folder().toString());
        addAll("", run.facts());
        addAll("tags", shown(run.tags()));
        addMetrics();
        addAll("configuration", run.parameters());
        heading(run.findings().isEmpty() ? "" : "findings");
        run.findings().forEach(finding -> lines.addAll(TextWrap.lines(finding, WIDTH)));
    }

    /** Tags that say something to people. */
    private static Map<String, String> shown(Map<String, String> tags) {
        Map<String, String> shown = new LinkedHashMap<>(tags);
        shown.values().removeIf(String::isEmpty);
        shown.remove("mlflow.loggedArtifacts");
        return shown;
    }

    private void addMetrics() {
        heading(run.metrics().isEmpty() ? "" : "metrics");
        run.metrics().forEach((metric, value) -> {
            StringBuilder text = new StringBuilder(Numbers.format(value));
            text.append(interval(run.intervals().get(metric)));
            run.baselines().forEach((name, values) -> {
                if (values.containsKey(metric)) {
                    text.append(", ").append(name).append(' ').append(Numbers.format(values.get(metric)));
                }
            });
            add(metric, text.toString());
        });
    }

    private static String interval(@Nullable ConfidenceInterval interval) {
        return interval == null
                ? ""
                : " (95 %% %s to %s)".formatted(Numbers.format(interval.low()), Numbers.format(interval.high()));
    }

    private void addAll(String heading, Map<String, String> values) {
        heading(values.isEmpty() ? "" : heading);
        values.forEach(this::add);
    }

    private void heading(String heading) {
        if (!heading.isEmpty()) {
            lines.add("");
            lines.add(heading);
        }
    }

    /** A long name takes a line of its own. */
    private void add(String name, String value) {
        List<String> text = TextWrap.lines(value, WIDTH - NAME_WIDTH);
        boolean fits = name.length() < NAME_WIDTH;
        if (!fits) {
            lines.add(name);
        }
        for (int i = 0; i < text.size(); i++) {
            String left = i == 0 && fits ? name : "";
            lines.add(("%-" + NAME_WIDTH + "s%s").formatted(left, text.get(i)));
        }
    }
}
