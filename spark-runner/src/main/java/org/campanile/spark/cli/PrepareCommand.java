package org.campanile.spark.cli;

import java.nio.file.Path;
import org.campanile.core.config.RunConfiguration;
import org.campanile.spark.preparation.PreparationJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code campanile prepare}. */
@Command(
        name = "prepare",
        description = "Turns raw data into a prepared data set and prints a data report.",
        mixinStandardHelpOptions = true)
final class PrepareCommand extends ConfiguredCommand {
    @Parameters(paramLabel = "CONFIG", description = "The configuration file.")
    private Path configuration;

    @Override
    public Integer call() {
        RunConfiguration read = read(configuration);
        try (LocalSession session = LocalSession.open(read)) {
            print(new PreparationJob(session.spark(), read)
                    .listener(progress())
                    .run()
                    .lines());
        }
        return 0;
    }
}
