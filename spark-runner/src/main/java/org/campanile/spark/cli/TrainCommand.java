package org.campanile.spark.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.campanile.core.CampanileException;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.Sweep;
import org.campanile.core.tracking.RunSource;
import org.campanile.core.tracking.RunTrackers;
import org.campanile.spark.training.SweepJob;
import org.campanile.spark.training.TrainingJob;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--sweep",
            paramLabel = "FILE",
            description = "Trains once for each combination of values that the file names, and tells the best.")
    private @Nullable Path sweep;

    @Override
    public Integer call() {
        if (resume && sweep != null) {
            throw new CampanileException("--resume and --sweep do not go together: resume a trial by its own"
                    + " configuration, which is config.yaml in its run folder.");
        }
        RunConfiguration read = read(configuration);
        RunTrackers.check(read.tracking(), read.experiment());
        Optional<Sweep> tried = Optional.ofNullable(sweep).map(Sweep::read);
        int parallel = tried.map(each -> each.configuration().parallel()).orElse(1);
        try (LocalSession session = LocalSession.open(read, parallel)) {
            print(tried.isPresent() ? sweep(session, tried.get()) : train(session, read));
        }
        return 0;
    }

    private List<String> train(LocalSession session, RunConfiguration read) {
        TrainingJob job = new TrainingJob(session.spark(), read)
                .output(output)
                .listener(progress())
                .source(source());
        return (resume ? job.resume() : job.run()).lines();
    }

    private List<String> sweep(LocalSession session, Sweep tried) {
        return new SweepJob(session.spark(), configuration, overrides(), tried)
                .output(output)
                .listener(progress())
                .source(source())
                .run()
                .lines();
    }

    private RunSource source() {
        return source(configuration.toAbsolutePath().resolveSibling(""));
    }
}
