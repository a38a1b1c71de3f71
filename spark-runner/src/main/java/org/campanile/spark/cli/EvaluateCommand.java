package org.campanile.spark.cli;

import java.nio.file.Path;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.shard.Split;
import org.campanile.core.tracking.RunFolder;
import org.campanile.spark.training.EvaluationRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code campanile evaluate}. */
@Command(
        name = "evaluate",
        description =
                "Evaluates the bundle of a finished run again, beside its baselines, and records that below the run.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand extends ConfiguredCommand {
    @Parameters(
            paramLabel = "CONFIG|RUN",
            description = "A run folder or its name, or a configuration whose newest finished run is meant.")
    private Path target;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Folder of the runs (default: runs).")
    private Path output;

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            defaultValue = "test",
            description = "test or validation (default: test).")
    private Split split;

    @Override
    public Integer call() {
        RunFolder run = run(target, output);
        RunConfiguration read = read(run.configuration());
        try (LocalSession session = LocalSession.open(read)) {
            print(new EvaluationRun(session.spark(), read, run, source(run.path()), progress())
                    .run(split)
                    .lines());
            out().println("run    " + run.path());
        }
        return 0;
    }
}
