package org.campanile.spark.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.campanile.core.chart.Numbers;
import org.campanile.core.config.SweepConfiguration;

/**
 * What a sweep came to.
 *
 * @param run    the sweep's run folder
 * @param trials in the order in which they were tried
 */
public record SweepReport(Path run, SweepConfiguration configuration, List<SweepTrial> trials) {
    public SweepReport {
        trials = List.copyOf(trials);
    }

    /** The trial with the best value, of several the first; nothing when all failed. */
    public Optional<SweepTrial> best() {
        return ranked().stream().filter(trial -> trial.failure().isEmpty()).findFirst();
    }

    /** Best first; those that failed, or came to no number, last. */
    List<SweepTrial> ranked() {
        List<SweepTrial> ranked = new ArrayList<>(trials);
        ranked.sort((a, b) -> Boolean.compare(precedes(b, a), precedes(a, b)));
        return ranked;
    }

    private boolean precedes(SweepTrial a, SweepTrial b) {
        return Double.isNaN(b.value())
                ? !Double.isNaN(a.value())
                : configuration.goal().isBetter(a.value(), b.value());
    }

    /** The trials, best first, and where to find the best, for a terminal. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("trial  %s".formatted(configuration.metric()));
        for (SweepTrial trial : ranked()) {
            String value = trial.failure().isEmpty() ? Numbers.format(trial.value()) : "failed";
            lines.add("%5d  %-10s  %s".formatted(trial.number(), value, values(trial)));
        }
        lines.add("");
        best().ifPresent(trial -> {
            lines.add("best     trial %d: %s".formatted(trial.number(), values(trial)));
            lines.add("run      " + trial.run());
        });
        lines.add("sweep    " + run);
        return lines;
    }

    private static String values(SweepTrial trial) {
        return trial.values().entrySet().stream()
                .map(option -> option.getKey() + "=" + option.getValue())
                .collect(Collectors.joining(" "));
    }
}
