package org.campanile.serving.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.FileStores;
import org.campanile.serving.experiment.ExposureLog;
import org.campanile.serving.experiment.ExposureLogSettings;
import org.campanile.serving.funnel.ServedExperiment;
import org.campanile.serving.funnel.ServedExperiment.Challenger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which users get another version or none, and where it is written down. */
final class ExperimentOptions {
    @Option(
            names = "--experiment",
            paramLabel = "NAME",
            description = "Divides users by a hash of this name and their ids (default: no experiment).")
    private @Nullable String name;

    @Option(
            names = "--against",
            paramLabel = "RUN",
            description = "Run folder of another retrieval model, which answers a share of the users.")
    private @Nullable Path against;

    @Option(
            names = "--against-ranking",
            paramLabel = "RUN",
            description = "Run folder of that version's ranking model (default: none).")
    private @Nullable Path againstRanking;

    @Option(
            names = "--share",
            paramLabel = "S",
            description =
                    "Share of users, of those not held out, whom --against answers, between 0 and 1 (default: 0.5).")
    private @Nullable Double share;

    @Option(
            names = "--hold-out",
            paramLabel = "S",
            description = "Share of all users who get popular items, from 0 to below 1 (default: 0).")
    private @Nullable Double holdOut;

    @Option(
            names = "--exposures",
            paramLabel = "DIR",
            description = "Folder for Parquet files of what users were shown, a path or a URI (default: not written"
                    + " down).")
    private @Nullable String exposures;

    /** Before anything is opened. */
    void check() {
        if (name == null) {
            needs("--experiment NAME", "--against", against);
            needs("--experiment NAME", "--hold-out", holdOut);
            needs("--experiment NAME", "--exposures", exposures);
        } else if (name.isBlank()) {
            throw new CampanileException("--experiment is blank: give the experiment a name.");
        }
        if (against == null) {
            needs("--against RUN", "--against-ranking", againstRanking);
            needs("--against RUN", "--share", share);
        }
        if (share != null && !(share > 0 && share < 1)) {
            throw new CampanileException("--share is " + share + "; allowed: (0, 1).");
        }
        if (holdOut != null && !(holdOut >= 0 && holdOut < 1)) {
            throw new CampanileException("--hold-out is " + holdOut + "; allowed: [0, 1).");
        }
        if (exposures != null) {
            requireFolder(exposures);
        }
    }

    /* A log that cannot be written is no reason to fail later on, when requests are answered. */
    private static void requireFolder(String location) {
        try {
            FileStores.open(location).list("");
        } catch (IOException e) {
            throw new CampanileException(
                    "--exposures is " + location + ", which cannot be listed: give a folder, which need not exist.", e);
        }
    }

    private static void needs(String missing, String option, @Nullable Object value) {
        if (value != null) {
            throw new CampanileException(option + " is " + value + ", which needs " + missing + " beside it.");
        }
    }

    /**
     * Begins the experiment, if there is one.
     *
     * @param current id of the version that the others get
     */
    Optional<ServedExperiment> open(ServedRuns loader, String current) {
        if (name == null) {
            return Optional.empty();
        }
        Challenger challenger = against == null
                ? null
                : new Challenger(loader.open(against, againstRanking), share == null ? 0.5 : share);
        return Optional.of(new ServedExperiment(name, holdOut == null ? 0 : holdOut, current, challenger, log()));
    }

    private @Nullable ExposureLog log() {
        return exposures == null ? null : ExposureLog.open(FileStores.open(exposures), ExposureLogSettings.DEFAULTS);
    }
}
