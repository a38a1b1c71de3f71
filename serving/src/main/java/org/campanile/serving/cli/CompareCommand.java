package org.campanile.serving.cli;

import java.nio.file.Path;
import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.cli.DebuggableCommand;
import org.campanile.core.storage.FileStores;
import org.campanile.core.tracking.RunFolder;
import org.campanile.serving.experiment.OutcomeComparison;
import org.campanile.serving.experiment.VersionComparison;
import org.campanile.serving.model.ServedRetrieval;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code campanile compare}. */
@Command(
        name = "compare",
        description =
                "Compares two versions on the same requests, or the arms of an experiment by what their users did.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class CompareCommand extends DebuggableCommand {
    private static final int REPLICATES = 2_000;
    private static final long SEED = 31;

    @Parameters(
            paramLabel = "RUN",
            arity = "0..2",
            description = "Two run folders of retrieval models, with --requests.")
    private List<Path> runs = List.of();

    @Option(
            names = "--requests",
            paramLabel = "FILE",
            description = "JSON lines with user_id, features and hist_item, as recommend takes them.")
    private @Nullable Path requests;

    @Option(
            names = "--top-k",
            paramLabel = "K",
            defaultValue = "50",
            description = "Length of the lists that are compared (default: ${DEFAULT-VALUE}).")
    private int topK;

    @Option(
            names = "--exposures",
            paramLabel = "DIR",
            description = "Folder of an exposure log, a path or a URI, with --outcomes.")
    private @Nullable String exposures;

    @Option(
            names = "--outcomes",
            paramLabel = "FILE",
            description =
                    "JSON lines with user and, where they matter, item, time (milliseconds) and value (1 without).")
    private @Nullable Path outcomes;

    @Option(
            names = "--experiment",
            paramLabel = "NAME",
            description = "Whose exposures count (default: the only one of the log).")
    private @Nullable String experiment;

    @Option(
            names = "--baseline",
            paramLabel = "ARM",
            description =
                    "The version that others are compared with (default: hold-out, or the first where there is none).")
    private @Nullable String baseline;

    @Override
    public Integer call() {
        comparison().forEach(out()::println);
        return 0;
    }

    private List<String> comparison() {
        if (runs.size() == 2 && requests != null && exposures == null && outcomes == null) {
            return versions(runs.get(0), runs.get(1), requests);
        }
        if (runs.isEmpty() && requests == null && exposures != null && outcomes != null) {
            return new OutcomeComparison(REPLICATES, SEED)
                    .compare(FileStores.open(exposures), outcomes, experiment, baseline);
        }
        throw new CampanileException("compare takes either two runs and --requests, or --exposures and --outcomes.");
    }

    private List<String> versions(Path first, Path second, Path file) {
        if (topK < 1) {
            throw new CampanileException("--top-k is " + topK + "; allowed: [1, inf).");
        }
        try (ServedRetrieval one = open(first);
                ServedRetrieval other = open(second)) {
            return new VersionComparison(topK).compare(one, other, file);
        }
    }

    private static ServedRetrieval open(Path run) {
        return ServedRetrieval.open(FileStores.open(RunFolder.open(run).bundle().toString()), 1);
    }
}
