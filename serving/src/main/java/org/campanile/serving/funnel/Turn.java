package org.campanile.serving.funnel;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.campanile.serving.experiment.Assignment;

/** The version that answers one request, on loan until closed, and why it is that one. Not for several threads. */
public final class Turn implements AutoCloseable {
    private final ServedVersions.Lease lease;
    private final Optional<Assignment> assignment;
    private final BiConsumer<String, List<String>> witness;

    private Turn(
            ServedVersions.Lease lease, Optional<Assignment> assignment, BiConsumer<String, List<String>> witness) {
        this.lease = lease;
        this.assignment = assignment;
        this.witness = witness;
    }

    /** Without an experiment. */
    static Turn of(ServedVersions.Lease lease) {
        return new Turn(lease, Optional.empty(), (version, items) -> {});
    }

    /** @param witness is told the version that answered and the ids of the items shown */
    static Turn of(ServedVersions.Lease lease, Assignment assignment, BiConsumer<String, List<String>> witness) {
        return new Turn(lease, Optional.of(assignment), witness);
    }

    /** The version that answers; of a held-out user the one whose popular items are shown. */
    public ServedVersion version() {
        return lease.version();
    }

    /** What the experiment has decided for the user; empty without an experiment, or without a user's id. */
    public Optional<Assignment> assignment() {
        return assignment;
    }

    /** Whether the user gets popular items whatever is known of them. */
    public boolean isHeldOut() {
        return assignment.map(Assignment::isHeldOut).orElse(false);
    }

    /** Tells that the request was answered by these items, best first. */
    public void shown(Recommendations found) {
        witness.accept(
                version().id(),
                found.items().stream().map(Recommendations.Recommendation::item).toList());
    }

    @Override
    public void close() {
        lease.close();
    }
}
