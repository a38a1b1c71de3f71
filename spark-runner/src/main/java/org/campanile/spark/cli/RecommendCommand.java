package org.campanile.spark.cli;

import java.nio.file.Path;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.tracking.RunFolder;
import org.campanile.spark.inference.RecommendationJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code campanile recommend}. */
@Command(
        name = "recommend",
        description = "Writes the best items of all or listed users as a Parquet table.",
        mixinStandardHelpOptions = true)
final class RecommendCommand extends ConfiguredCommand {
    @Parameters(
            paramLabel = "CONFIG|RUN",
            description = "A run folder or its name, or a configuration whose newest finished run is meant.")
    private Path target;

    @Option(
            names = "--top-k",
            paramLabel = "K",
            defaultValue = "10",
            description = "Length of the lists (default: 10).")
    private int topK;

    @Option(
            names = "--output",
            paramLabel = "TABLE",
            required = true,
            description = "Where the table is written: a path or a URI where there is nothing.")
    private String output;

    @Option(
            names = "--users",
            paramLabel = "FILE",
            defaultValue = "",
            description = "Text file with the keys of the users, one a line (default: all users).")
    private String users;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Folder of the runs (default: runs).")
    private Path runs;

    @Override
    public Integer call() {
        RunFolder run = run(target, runs);
        RunConfiguration read = read(run.configuration());
        try (LocalSession session = LocalSession.open(read)) {
            print(new RecommendationJob(session.spark(), read)
                    .users(users)
                    .listener(progress())
                    .run(run.bundle().toUri().toString(), topK, output)
                    .lines());
        }
        return 0;
    }
}
