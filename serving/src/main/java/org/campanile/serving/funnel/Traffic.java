package org.campanile.serving.funnel;

import java.util.Optional;

/**
 * Which version answers whom: the current one, or in an experiment the one that the user was assigned. Requests without a
 * user's id take no part in experiments, for nobody could tell that two of them are of one user.
 *
 * <p>Safe for use by several threads. The versions and the experiment stay the caller's.
 */
public final class Traffic {
    private final ServedVersions versions;
    private final Optional<ServedExperiment> experiment;

    public Traffic(ServedVersions versions, Optional<ServedExperiment> experiment) {
        this.versions = versions;
        this.experiment = experiment;
    }

    /**
     * Begins a request; to be closed when it is answered.
     *
     * @param user id of the user; empty for none
     */
    public Turn begin(Optional<String> user) {
        if (user.isEmpty() || experiment.isEmpty()) {
            return Turn.of(versions.borrow());
        }
        return experiment.get().begin(versions, user.get());
    }
}
