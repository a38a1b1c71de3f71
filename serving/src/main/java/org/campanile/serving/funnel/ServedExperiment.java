package org.campanile.serving.funnel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.campanile.core.CampanileException;
import org.campanile.serving.experiment.Arm;
import org.campanile.serving.experiment.Assignment;
import org.campanile.serving.experiment.Exposure;
import org.campanile.serving.experiment.ExposureLog;
import org.campanile.serving.experiment.TrafficSplit;
import org.jspecify.annotations.Nullable;

/**
 * An experiment on the users of a service, who get the current version, a challenger or, held out, popular items.
 *
 * <p>While there is a challenger neither version may be replaced, or an arm would be of two versions. Without one the arm is
 * whichever version is current.
 *
 * <p>Safe for use by several threads. Owns the challenger and the log until closed.
 */
public final class ServedExperiment implements AutoCloseable {
    private final String name;
    private final double holdOut;
    private final @Nullable Challenger challenger;
    private final @Nullable ServedVersions challengers;
    private final @Nullable ExposureLog log;
    private volatile TrafficSplit split;

    /**
     * A version that is compared with the current one.
     *
     * @param share of the users who are not held out, in (0, 1)
     */
    public record Challenger(ServedVersion version, double share) {}

    /**
     * Takes over the challenger and the log; where it refuses them it closes them.
     *
     * @param name       by which users are divided
     * @param holdOut    share of all users who get popular items, in [0, 1)
     * @param current    id of the current version
     * @param challenger null: none
     * @param log        of what users with an id are shown; null: none
     * @throws CampanileException when a share is not allowed, or both versions are one
     */
    public ServedExperiment(
            String name, double holdOut, String current, @Nullable Challenger challenger, @Nullable ExposureLog log) {
        this.name = name;
        this.holdOut = holdOut;
        this.challenger = challenger;
        this.challengers = challenger == null ? null : new ServedVersions(challenger.version());
        this.log = log;
        try {
            this.split = split(name, holdOut, current, challenger);
        } catch (CampanileException e) {
            close();
            throw e;
        }
    }

    /* The current version comes first and the challenger last, so that users stay with either when its share grows. */
    private static TrafficSplit split(String name, double holdOut, String current, @Nullable Challenger challenger) {
        List<Arm> arms = challenger == null
                ? List.of(new Arm(current, 1))
                : List.of(
                        new Arm(current, 1 - challenger.share()),
                        new Arm(challenger.version().id(), challenger.share()));
        return new TrafficSplit(name, arms, holdOut);
    }

    /** The version that is compared with the current one. */
    public Optional<ServedVersion> challenger() {
        return Optional.ofNullable(challenger).map(Challenger::version);
    }

    /** Where it is written down what users are shown. */
    public Optional<ExposureLog> log() {
        return Optional.ofNullable(log);
    }

    /**
     * Checks that another version may become the current one.
     *
     * @throws CampanileException when it may not, since the current one is compared with a challenger
     */
    public void requireReplaceable() {
        if (challenger != null) {
            throw new CampanileException("Experiment " + name + " compares the version that is served with version "
                    + challenger.version().id() + ": start the service without --against to serve others.");
        }
    }

    Turn begin(ServedVersions versions, String user) {
        ServedVersions.Lease current = versions.borrow();
        TrafficSplit now = split(current.version().id());
        Assignment assignment = now.assign(user);
        ServedVersions.Lease lease = current;
        if (challengers != null
                && assignment.arm().equals(challenger().orElseThrow().id())) {
            current.close();
            lease = challengers.borrow();
        }
        return Turn.of(
                lease,
                assignment,
                (version, items) -> write(new Exposure(
                        UUID.randomUUID().toString(), user, Instant.now(), assignment, now.shares(), version, items)));
    }

    private TrafficSplit split(String current) {
        TrafficSplit last = split;
        if (!last.arms().get(0).version().equals(current)) {
            last = split(name, holdOut, current, challenger);
            split = last;
        }
        return last;
    }

    private void write(Exposure exposure) {
        if (log != null) {
            log.offer(exposure);
        }
    }

    /** Waits until the log is written. */
    @Override
    public void close() {
        if (challengers != null) {
            challengers.close();
        }
        if (log != null) {
            log.close();
        }
    }
}
