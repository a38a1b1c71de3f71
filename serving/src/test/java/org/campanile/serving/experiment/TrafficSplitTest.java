package org.campanile.serving.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.campanile.core.CampanileException;
import org.junit.jupiter.api.Test;

class TrafficSplitTest {
    private static final int USERS = 100_000;

    private static TrafficSplit split(String experiment, double firstShare, double holdOut) {
        return new TrafficSplit(experiment, List.of(new Arm("a", firstShare), new Arm("b", 1 - firstShare)), holdOut);
    }

    private static Map<String, Long> counts(TrafficSplit split) {
        return IntStream.range(0, USERS)
                .mapToObj(user -> split.assign("user-" + user).arm())
                .collect(Collectors.groupingBy(arm -> arm, Collectors.counting()));
    }

    @Test
    void sharesAreWhatWasAskedFor() {
        Map<String, Long> counts = counts(split("ranker", 0.3, 0.02));

        // Of 100,000: 2,000 held out, and 0.3 and 0.7 of the 98,000 others.
        double[] expected = {2_000, 29_400, 68_600};
        long[] observed = {counts.get(TrafficSplit.HOLD_OUT), counts.get("a"), counts.get("b")};
        // The users are fixed, so that this holds or fails for good.
        assertThat(new ChiSquareTest().chiSquareTest(expected, observed)).isGreaterThan(0.01);
    }

    @Test
    void experimentsDivideUsersIndependently() {
        TrafficSplit one = split("colour", 0.5, 0);
        TrafficSplit other = split("colours", 0.5, 0);
        long[][] table = new long[2][2];
        for (int user = 0; user < USERS; user++) {
            String name = Integer.toString(user);
            table[one.assign(name).arm().equals("a") ? 0 : 1][
                    other.assign(name).arm().equals("a") ? 0 : 1]++;
        }

        // Pearson's statistic of a 2 x 2 table has one degree of freedom; the 99th percentile is 6.635.
        assertThat(new ChiSquareTest().chiSquare(table))
                .isLessThan(new ChiSquaredDistribution(1).inverseCumulativeProbability(0.99));
    }

    @Test
    void theSameUsersAreHeldOutOfEveryExperiment() {
        TrafficSplit one = split("first", 0.5, 0.1);
        TrafficSplit other = split("second", 0.9, 0.1);

        for (int user = 0; user < 1_000; user++) {
            String name = Integer.toString(user);
            assertThat(one.assign(name).isHeldOut())
                    .isEqualTo(other.assign(name).isHeldOut());
        }
    }

    @Test
    void whoHasTheFirstArmKeepsItWhenItGrows() {
        TrafficSplit small = split("rollout", 0.05, 0);
        TrafficSplit large = split("rollout", 0.4, 0);

        List<String> first = IntStream.range(0, 2_000)
                .mapToObj(Integer::toString)
                .filter(user -> small.assign(user).arm().equals("a"))
                .toList();
        assertThat(first).isNotEmpty().allMatch(user -> large.assign(user).arm().equals("a"));
    }

    @Test
    void aUsersArmIsTheSameForGood() {
        // As this code first drew them: another result would move users between versions in running experiments.
        TrafficSplit split = split("ranker", 0.5, 0.25);
        String arms = IntStream.range(0, 16)
                .mapToObj(user -> split.assign("u" + user).arm().substring(0, 1))
                .collect(Collectors.joining());

        assertThat(arms).isEqualTo("habaabbhbbahbabb");
    }

    @Test
    void wrongSharesAreRefused() {
        assertThatThrownBy(() -> new TrafficSplit("x", List.of(new Arm("a", 0.5), new Arm("b", 0.4)), 0))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("add up to 0.9");
        assertThatThrownBy(() -> new TrafficSplit("x", List.of(new Arm("a", 0.5), new Arm("a", 0.5)), 0))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("two arms of version a");
        assertThatThrownBy(() -> split("x", 0.5, 1))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("hold-out share of experiment x is 1.0");
        assertThatThrownBy(() -> new Arm("a", 0))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("0.0");
        assertThatThrownBy(() -> new Arm("hold-out", 1)).isInstanceOf(CampanileException.class);
    }
}
