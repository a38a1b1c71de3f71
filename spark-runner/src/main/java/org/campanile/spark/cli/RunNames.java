package org.campanile.spark.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.campanile.core.CampanileException;
import org.campanile.core.tracking.RunFolder;
import org.campanile.core.tracking.RunSummary;

/** Finds a run by what a user calls it: its folder, or the folder's name with its experiment or without. */
final class RunNames {
    private RunNames() {}

    /**
     * The run of this name.
     *
     * @param runs folder of the runs
     * @throws CampanileException when there is none
     */
    static RunFolder find(String run, Path runs) {
        return known(run, runs)
                .orElseThrow(() -> new CampanileException(
                        "There is no run " + run + " in " + runs + "; `campanile runs` lists those there are."));
    }

    /** The run of this name, if there is one. */
    static Optional<RunFolder> known(String run, Path runs) {
        if (Files.isDirectory(Path.of(run))) {
            return Optional.of(RunFolder.open(Path.of(run)));
        }
        return RunFolder.list(runs).stream()
                .map(RunSummary::folder)
                .filter(folder -> folder.endsWith(run))
                .findFirst()
                .map(RunFolder::open);
    }
}
