package org.campanile.spark.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.campanile.core.CampanileException;
import org.campanile.core.config.ConfigurationWriter;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.tracking.RunFolder;

/** What a sweep leaves in its run folder. */
final class SweepFiles {
    private SweepFiles() {}

    /** {@code trials.csv}: a row for each trial, best first. */
    static Path writeTable(RunFolder run, SweepReport report) {
        List<String> columns =
                new ArrayList<>(List.of("trial", report.configuration().metric()));
        columns.addAll(report.trials().get(0).values().keySet());
        columns.addAll(List.of("run", "failure"));
        StringBuilder table = new StringBuilder(line(columns));
        for (SweepTrial trial : report.ranked()) {
            List<String> cells =
                    new ArrayList<>(List.of(String.valueOf(trial.number()), String.valueOf(trial.value())));
            cells.addAll(trial.values().values());
            cells.addAll(List.of(trial.run(), trial.failure()));
            table.append(line(cells));
        }
        return write(run.path().resolve("trials.csv"), table.toString());
    }

    /** {@code best.yaml}: the configuration of the best trial, to be trained again. */
    static Path writeBest(RunFolder run, RunConfiguration best) {
        return write(run.path().resolve("best.yaml"), ConfigurationWriter.toYaml(best));
    }

    /** As RFC 4180 has it: cells that hold commas, quotes or line ends stand in quotes. */
    private static String line(List<String> cells) {
        return cells.stream().map(SweepFiles::cell).collect(Collectors.joining(",", "", "\n"));
    }

    private static String cell(String text) {
        return text.matches("[^,\"\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new CampanileException(file + " cannot be written: " + e.getMessage() + ".", e);
        }
    }
}
