package org.campanile.serving.experiment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.campanile.core.CampanileException;

/**
 * Whether the arms have as many users as their shares would give them, by Pearson's chi-square test. Where they have not, a
 * sample-ratio mismatch, users were lost or added in one arm more than in another, and whatever lost them may be the whole
 * difference between the arms (Fabijan, A. et al.: Diagnosing Sample Ratio Mismatch in Online Controlled Experiments. KDD
 * 2019).
 *
 * <p>A user counts once, in its first arm and by the shares of that time. Where shares were changed the users of each period
 * are tested by its shares: statistics and degrees of freedom add up.
 *
 * @param expected  users by arm, by the shares
 * @param observed  users by arm
 * @param statistic the sum of the squared differences over what was expected
 * @param freedom   its degrees of freedom; 0 when nothing could be tested
 */
record SampleRatio(Map<String, Double> expected, Map<String, Long> observed, double statistic, int freedom) {
    /** One sound experiment of a thousand is suspected. */
    private static final double SUSPICIOUS = 0.001;

    /** Users that each arm must be expected to have for the distribution to hold (Cochran 1954). */
    private static final double LEAST_EXPECTED = 5;

    SampleRatio {
        expected = new TreeMap<>(expected);
        observed = new TreeMap<>(observed);
    }

    /**
     * Counts users.
     *
     * @throws CampanileException when the shares at the time of an exposure do not name its arm
     */
    static SampleRatio of(Collection<ExposedUser> users) {
        Map<String, Map<String, Long>> periods = new TreeMap<>();
        users.forEach(user -> periods.computeIfAbsent(user.firstShares(), shares -> new TreeMap<>())
                .merge(user.firstArm(), 1L, Long::sum));
        SampleRatio all = new SampleRatio(Map.of(), Map.of(), 0, 0);
        for (Map.Entry<String, Map<String, Long>> period : periods.entrySet()) {
            all = all.plus(ofPeriod(ArmShares.parse(period.getKey(), "The log of exposures"), period.getValue()));
        }
        return all;
    }

    private static SampleRatio ofPeriod(ArmShares shares, Map<String, Long> observed) {
        observed.keySet().forEach(arm -> {
            if (!shares.byArm().containsKey(arm)) {
                throw new CampanileException("The log of exposures has users of arm " + arm + " under the shares "
                        + shares.text() + ", which do not name it: it is not as serve wrote it.");
            }
        });
        long users = observed.values().stream().mapToLong(Long::longValue).sum();
        Map<String, Double> expected = new TreeMap<>();
        shares.byArm().forEach((arm, share) -> expected.put(arm, share * users));
        if (expected.values().stream().anyMatch(count -> count < LEAST_EXPECTED)) {
            return new SampleRatio(Map.of(), Map.of(), 0, 0);
        }
        double statistic = 0;
        for (Map.Entry<String, Double> arm : expected.entrySet()) {
            double difference = observed.getOrDefault(arm.getKey(), 0L) - arm.getValue();
            statistic += difference * difference / arm.getValue();
        }
        return new SampleRatio(expected, observed, statistic, expected.size() - 1);
    }

    private SampleRatio plus(SampleRatio other) {
        Map<String, Double> allExpected = new TreeMap<>(expected);
        other.expected.forEach((arm, count) -> allExpected.merge(arm, count, Double::sum));
        Map<String, Long> allObserved = new TreeMap<>(observed);
        other.observed.forEach((arm, count) -> allObserved.merge(arm, count, Long::sum));
        return new SampleRatio(allExpected, allObserved, statistic + other.statistic, freedom + other.freedom);
    }

    /** The probability of a statistic as large by chance; NaN when nothing could be tested. */
    double pValue() {
        return freedom == 0 ? Double.NaN : 1 - new ChiSquaredDistribution(freedom).cumulativeProbability(statistic);
    }

    /** Lines to be printed. */
    List<String> lines() {
        if (freedom == 0) {
            return List.of("users of the arms: too few to be compared with the shares");
        }
        if (pValue() >= SUSPICIOUS) {
            return List.of("users of the arms: as the shares have it (%s)".formatted(test()));
        }
        List<String> lines = new ArrayList<>();
        lines.add("warning: sample-ratio mismatch, the arms lack users or have too many (%s):".formatted(test()));
        expected.forEach((arm, count) ->
                lines.add("  %-20s %,d users, expected %,.1f".formatted(arm, observed.getOrDefault(arm, 0L), count)));
        lines.add("  What lost them may be the whole difference: find it before you trust the table.");
        return lines;
    }

    private String test() {
        return "chi-square %.2f, p %.2g".formatted(statistic, pValue());
    }
}
