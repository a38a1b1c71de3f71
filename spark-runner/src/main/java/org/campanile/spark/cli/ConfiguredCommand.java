package org.campanile.spark.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.cli.DebuggableCommand;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.tracking.RunFolder;
import org.campanile.core.tracking.RunSource;
import org.campanile.spark.preparation.Configurations;
import org.campanile.spark.training.FinishedRuns;
import picocli.CommandLine.Option;

/** What the commands that work on a configuration share. */
abstract class ConfiguredCommand extends DebuggableCommand {
    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "Replaces a value of the configuration, such as training.epochs=5. May be repeated.")
    private List<String> overrides = new ArrayList<>();

    List<String> overrides() {
        return overrides;
    }

    RunConfiguration read(Path file) {
        return Configurations.reader().read(file, overrides);
    }

    /**
     * The run that an argument names.
     *
     * @param target a run folder, the name of a run, or a configuration whose newest finished run is meant
     * @param runs   folder of the runs
     */
    RunFolder run(Path target, Path runs) {
        if (Files.isRegularFile(target)) {
            return FinishedRuns.newest(runs, read(target));
        }
        return RunNames.known(target.toString(), runs)
                .orElseThrow(() -> new CampanileException("There is neither a run " + target + " in " + runs
                        + " nor a configuration file of that name; `campanile runs` lists the runs there are."));
    }

    /** What a run is recorded to have been started by: the command as typed. */
    RunSource source(Path folder) {
        List<String> arguments = spec().root().commandLine().getParseResult().originalArgs();
        return new RunSource("campanile " + String.join(" ", arguments), folder);
    }

    void print(List<String> lines) {
        lines.forEach(out()::println);
    }
}
