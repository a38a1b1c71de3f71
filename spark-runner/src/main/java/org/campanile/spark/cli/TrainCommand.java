package org.campanile.spark.cli;

import java.nio.file.Path;
import org.campanile.core.config.RunConfiguration;
import org.campanile.spark.training.TrainingJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code campanile train}. */
@Command(
        name = "train",
        description = "Prepares the data if needed, trains, evaluates, writes the bundle and records the run.",
        mixinStandardHelpOptions = true)
final class TrainCommand extends ConfiguredCommand {
    @Parameters(paramLabel = "CONFIG", description = "The configuration file.")
    private Path configuration;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Folder of the runs (default: runs).")
    private Path output;

    @Option(
            names = "--resume",
            description = "Continues the newest unfinished run of this name from its last checkpoint.")
    private boolean resume;

    @Override
    public Integer call() {
        RunConfiguration read = read(configuration);
        try (LocalSession session = LocalSession.open(read)) {
            TrainingJob job =
                    new TrainingJob(session.spark(), read).output(output).listener(progress());
            print((resume ? job.resume() : job.run()).lines());
        }
        return 0;
    }
}
