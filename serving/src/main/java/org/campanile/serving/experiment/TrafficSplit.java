package org.campanile.serving.experiment;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.campanile.core.CampanileException;
import org.campanile.core.math.CounterRandom;

/**
 * Divides users between model versions: a pure function of the experiment's name and the user, so that a user gets the same
 * version on every machine and after every restart, and users of one experiment are divided anew by the next.
 *
 * <p>A share of all users is held out. Who that is does not depend on the experiment, nor on its arms: the same users stay
 * held out from one experiment to the next, by which the effect of all of them together can be measured.
 *
 * <p>When the first arm's share grows its users stay in it, and those of the last arm stay when the last one's grows.
 * Immutable and safe for use by several threads.
 */
public final class TrafficSplit {
    /** The arm of users who get no model's recommendations. */
    public static final String HOLD_OUT = "hold-out";

    private static final double TOLERANCE = 1e-9;
    private static final long HOLD_OUT_SEED = CounterRandom.seedFor(0, HOLD_OUT);

    private final String experiment;
    private final List<Arm> arms;
    private final double holdOut;
    private final long seed;
    private final ArmShares shares;

    /**
     * @param experiment its name, by which users are hashed
     * @param arms       at least one, of different versions, whose shares add up to 1
     * @param holdOut    share of all users who are held out, in [0, 1)
     * @throws CampanileException when a share or a version is not allowed
     */
    public TrafficSplit(String experiment, List<Arm> arms, double holdOut) {
        this.experiment = experiment;
        this.arms = List.copyOf(arms);
        this.holdOut = holdOut;
        this.seed = CounterRandom.seedFor(1, experiment);
        check();
        this.shares = ArmShares.of(this.arms, holdOut);
    }

    public String experiment() {
        return experiment;
    }

    public List<Arm> arms() {
        return arms;
    }

    /** What share of all users each arm gets. */
    public ArmShares shares() {
        return shares;
    }

    /** Decides for a user, told by the id of the requests. */
    public Assignment assign(String user) {
        if (place(HOLD_OUT_SEED, user) < holdOut) {
            return new Assignment(experiment, HOLD_OUT);
        }
        return new Assignment(experiment, arm(place(seed, user)).version());
    }

    private static double place(long seed, String user) {
        return CounterRandom.uniform(CounterRandom.seedFor(seed, user));
    }

    private Arm arm(double place) {
        double end = 0;
        for (Arm arm : arms) {
            end += arm.share();
            if (place < end) {
                return arm;
            }
        }
        // Shares such as 0.1 may add up to a little less than 1.
        return arms.get(arms.size() - 1);
    }

    private void check() {
        double sum = arms.stream().mapToDouble(Arm::share).sum();
        if (Math.abs(sum - 1) > TOLERANCE) {
            throw new CampanileException("The shares of experiment " + experiment + " add up to " + sum
                    + ": those of its arms must add up to 1; the hold-out share is not among them.");
        }
        Set<String> versions = new HashSet<>();
        arms.forEach(arm -> {
            if (!versions.add(arm.version())) {
                throw new CampanileException("Experiment " + experiment + " has two arms of version " + arm.version()
                        + ": give each version once.");
            }
        });
        if (!(holdOut >= 0 && holdOut < 1)) {
            throw new CampanileException("The hold-out share of experiment " + experiment + " is " + holdOut
                    + ": it must be at least 0 and less than 1.");
        }
    }
}
