package org.campanile.serving.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.campanile.core.CampanileException;
import org.campanile.core.metric.ConfidenceInterval;
import org.campanile.core.storage.FileStore;
import org.jspecify.annotations.Nullable;

/**
 * Compares the arms of an experiment by what their users did. A user counts once, with the sum of the values of the outcomes
 * that followed what was shown, and 0 without any: users were divided, so users are what varies. Users whom more than one arm
 * answered are left out and counted.
 */
public final class OutcomeComparison {
    private static final int LEAST_USERS = 2;
    private static final String EXAMPLE =
            "an outcome such as {\"user\": \"42\", \"item\": \"7\", \"time\": 1790000000000, \"value\": 1}";

    private final int replicates;
    private final long seed;

    /**
     * @param replicates resamples of the bootstrap
     * @param seed       of the bootstrap
     */
    public OutcomeComparison(int replicates, long seed) {
        this.replicates = replicates;
        this.seed = seed;
    }

    /**
     * Compares every arm with one of them.
     *
     * @param exposures  the folder of an exposure log
     * @param outcomes   JSON lines with {@code user} and, if they matter, {@code item}, {@code time} in milliseconds since
     *                   1970, and {@code value}, 1 by default
     * @param experiment whose exposures count; null for the only one
     * @param baseline   the arm that others are compared with; null for the hold-out, or the first arm where there is none
     * @return lines to be printed
     * @throws CampanileException when a file cannot be read, or there are not two arms of two users at least
     */
    public List<String> compare(
            FileStore exposures, Path outcomes, @Nullable String experiment, @Nullable String baseline) {
        ExposedUsers exposed = ExposedUsers.read(exposures, experiment);
        JsonLines.read(outcomes, Outcome.class, EXAMPLE, exposed::add);
        Map<String, ArmOutcomes> arms = arms(exposed);
        return lines(exposed, arms, baseline(arms, baseline));
    }

    /** By arm, in the order of their names. */
    private Map<String, ArmOutcomes> arms(ExposedUsers exposed) {
        Map<String, ArmOutcomes> arms = new TreeMap<>();
        exposed.users().forEach((name, user) -> {
            if (!user.isInSeveralArms()) {
                arms.computeIfAbsent(user.arm(), arm -> new ArmOutcomes(replicates, seed))
                        .add(name, user.outcome());
            }
        });
        arms.forEach((arm, outcomes) -> {
            if (outcomes.statistics().getN() < LEAST_USERS) {
                throw new CampanileException(
                        "Arm " + arm + " has " + outcomes.statistics().getN() + " user: at least " + LEAST_USERS
                                + " are needed to tell how much users vary.");
            }
        });
        if (arms.size() < 2) {
            throw new CampanileException("There are exposures of the arms " + arms.keySet()
                    + ": at least two arms are needed for a comparison.");
        }
        return arms;
    }

    private static String baseline(Map<String, ArmOutcomes> arms, @Nullable String wanted) {
        if (wanted == null) {
            return arms.containsKey(TrafficSplit.HOLD_OUT)
                    ? TrafficSplit.HOLD_OUT
                    : arms.keySet().iterator().next();
        }
        if (!arms.containsKey(wanted)) {
            throw new CampanileException(
                    "There is no arm " + wanted + " among the exposures: the arms are " + arms.keySet() + ".");
        }
        return wanted;
    }

    private static List<String> lines(ExposedUsers exposed, Map<String, ArmOutcomes> arms, String baseline) {
        ArmOutcomes base = Objects.requireNonNull(arms.get(baseline), baseline);
        List<String> lines = new ArrayList<>();
        lines.add("%-20s %10s %12s %12s %25s %25s %8s"
                .formatted("arm", "users", "mean", "difference", "95 % by Welch", "95 % by bootstrap", "p"));
        lines.add("%-20s %10d %12.6f %12s"
                .formatted(baseline, base.statistics().getN(), base.statistics().getMean(), "baseline"));
        arms.forEach((arm, outcomes) -> {
            if (!arm.equals(baseline)) {
                lines.add(line(ArmDifference.of(arm, outcomes, base)));
            }
        });
        long mixed = exposed.users().values().stream()
                .filter(ExposedUser::isInSeveralArms)
                .count();
        lines.add("left out: " + mixed + " users in several arms, " + exposed.unmatched()
                + " outcomes of users or items not shown before");
        lines.addAll(SampleRatio.of(exposed.users().values()).lines());
        return lines;
    }

    private static String line(ArmDifference arm) {
        return "%-20s %10d %12.6f %12.6f %25s %25s %8.4f"
                .formatted(
                        arm.arm(),
                        arm.users(),
                        arm.mean(),
                        arm.difference(),
                        text(arm.welch()),
                        text(arm.bootstrap()),
                        arm.pValue());
    }

    private static String text(ConfidenceInterval interval) {
        return interval.isKnown() ? "%.6f to %.6f".formatted(interval.low(), interval.high()) : "unknown";
    }
}
