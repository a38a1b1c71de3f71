package org.campanile.spark.training;

import java.nio.file.Path;
import java.util.function.Predicate;
import org.campanile.core.CampanileException;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.tracking.RunFolder;
import org.campanile.core.tracking.RunStatus;
import org.campanile.core.tracking.RunSummary;

/** Finds earlier runs of a configuration by experiment and name. */
public final class FinishedRuns {
    private FinishedRuns() {}

    /** The newest finished run. */
    public static RunFolder newest(Path runs, RunConfiguration configuration) {
        return newest(runs, configuration, status -> status == RunStatus.FINISHED, "finished");
    }

    /** The newest run that has begun and not finished. */
    static RunFolder newestUnfinished(Path runs, RunConfiguration configuration) {
        return newest(runs, configuration, status -> status != RunStatus.FINISHED, "unfinished");
    }

    private static RunFolder newest(
            Path runs, RunConfiguration configuration, Predicate<RunStatus> wanted, String description) {
        return RunFolder.list(runs).stream()
                .filter(run -> isOf(run, configuration) && wanted.test(run.status()))
                .findFirst()
                .map(run -> RunFolder.open(run.folder()))
                .orElseThrow(() -> new CampanileException("There is no " + description + " run of "
                        + configuration.experiment() + "/" + configuration.name() + " in " + runs
                        + "; `campanile runs` lists those there are."));
    }

    private static boolean isOf(RunSummary run, RunConfiguration configuration) {
        return run.experiment().equals(configuration.experiment()) && run.name().equals(configuration.name());
    }
}
