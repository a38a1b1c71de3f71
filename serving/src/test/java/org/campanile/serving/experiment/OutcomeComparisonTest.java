package org.campanile.serving.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.LocalFileStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomeComparisonTest {
    @TempDir
    private Path folder;

    private static ArmOutcomes outcomes(double... values) {
        ArmOutcomes outcomes = new ArmOutcomes(2_000, 7);
        for (int user = 0; user < values.length; user++) {
            outcomes.add(values.length + "-" + user, values[user]);
        }
        return outcomes;
    }

    @Test
    void welchsTestTakesUnequalVariances() {
        ArmDifference difference = ArmDifference.of("b", outcomes(2, 4, 6, 8), outcomes(1, 2, 3));

        // Means 5 and 2, variances 20/3 and 1: standard error sqrt(20/12 + 1/3) = sqrt(2), t = 3 / sqrt(2) = 2.1213,
        // degrees of freedom 2^2 / ((5/3)^2 / 3 + (1/3)^2 / 2) = 4.0755.
        // scipy.stats.ttest_ind([2, 4, 6, 8], [1, 2, 3], equal_var=False): p 0.0999129, interval -0.8979755 to
        // 6.8979755
        assertThat(difference.difference()).isEqualTo(3);
        assertThat(difference.pValue()).isCloseTo(0.0999129, within(1e-6));
        assertThat(difference.welch().low()).isCloseTo(-0.8979755, within(1e-6));
        assertThat(difference.welch().high()).isCloseTo(6.8979755, within(1e-6));
    }

    @Test
    void theBootstrapAgreesWithTheNormalDistributionWhereItHolds() {
        double[] even = new double[400];
        double[] odd = new double[500];
        for (int user = 0; user < 500; user++) {
            even[Math.min(user, 399)] = user % 4;
            odd[user] = user % 5;
        }
        ArmDifference difference = ArmDifference.of("b", outcomes(odd), outcomes(even));

        // Means 2 and 1.5 (399 % 4 and 499 % 4 are both 3), population variances 2 and 1.25: standard error
        // sqrt(2 / 500 + 1.25 / 400) = 0.0844, times 1.96 is 0.1654. The ends of 2,000 replicates scatter by about a
        // tenth of that.
        assertThat(difference.difference()).isEqualTo(0.5);
        assertThat(difference.bootstrap().low()).isCloseTo(0.5 - 0.1654, within(0.02));
        assertThat(difference.bootstrap().high()).isCloseTo(0.5 + 0.1654, within(0.02));
    }

    @Test
    void whereNothingVariesNothingIsClaimed() {
        ArmDifference difference = ArmDifference.of("b", outcomes(1, 1), outcomes(1, 1, 1));

        assertThat(difference.welch().isKnown()).isFalse();
        assertThat(difference.pValue()).isNaN();
    }

    @Test
    void outcomesCountForUsersWhoWereShownTheItemBefore() throws IOException {
        log(
                Exposures.of("a1", "a", Exposures.NOON, "x", "y"),
                Exposures.of("a2", "a", Exposures.NOON, "x"),
                Exposures.of("b1", "b", Exposures.NOON, "x"),
                Exposures.of("b2", "b", Exposures.NOON, "y"),
                Exposures.of("mixed", "a", Exposures.NOON, "x"),
                Exposures.of("mixed", "b", Exposures.NOON.plusSeconds(1), "x"));
        long noon = Exposures.NOON.toEpochMilli();
        Path outcomes = file(
                "{\"user\": \"a1\", \"item\": \"x\", \"time\": " + noon + "}",
                "{\"user\": \"a1\", \"item\": \"y\", \"value\": 2.5}",
                "{\"user\": \"a2\"}",
                "",
                "{\"user\": \"b1\", \"value\": 4}",
                "{\"user\": \"mixed\", \"value\": 100}",
                "{\"user\": \"b2\", \"item\": \"x\", \"value\": 100}", // was not shown
                "{\"user\": \"b2\", \"time\": " + (noon - 1) + ", \"value\": 100}", // too early
                "{\"user\": \"stranger\", \"value\": 100}");

        List<String> lines = comparison().compare(new LocalFileStore(folder.resolve("log")), outcomes, null, null);

        // a: 1 + 2.5 and 1; b: 4 and 0.
        assertThat(lines).hasSize(5);
        assertThat(lines.get(1)).matches("a +2 +2\\.250000 +baseline");
        assertThat(lines.get(2)).matches("b +2 +2\\.000000 +-0\\.250000 .*");
        assertThat(lines.get(3))
                .isEqualTo("left out: 1 users in several arms, 3 outcomes of users or items not shown before");
        assertThat(lines.get(4)).isEqualTo("users of the arms: too few to be compared with the shares");
    }

    @Test
    void theHoldOutIsTheBaseline() throws IOException {
        ArmShares shares = new ArmShares(Map.of("a", .5, TrafficSplit.HOLD_OUT, .5));
        log(
                Exposures.of("a1", "a", shares, Exposures.NOON, "x"),
                Exposures.of("a2", "a", shares, Exposures.NOON, "x"),
                Exposures.of("h1", TrafficSplit.HOLD_OUT, shares, Exposures.NOON, "x"),
                Exposures.of("h2", TrafficSplit.HOLD_OUT, shares, Exposures.NOON, "x"));

        List<String> lines = comparison()
                .compare(new LocalFileStore(folder.resolve("log")), file("{\"user\": \"a1\"}"), "ranker", null);

        assertThat(lines.get(1)).startsWith("hold-out").contains("baseline");
        assertThat(lines.get(2)).startsWith("a ").contains("0.500000");
    }

    @Test
    void whatCannotBeComparedIsSaid() throws IOException {
        log(
                Exposures.of("a1", "a", Exposures.NOON, "x"),
                Exposures.of("a2", "a", Exposures.NOON, "x"),
                Exposures.of("b1", "b", Exposures.NOON, "x"));
        LocalFileStore exposures = new LocalFileStore(folder.resolve("log"));

        assertThatThrownBy(() -> comparison().compare(exposures, file("{\"user\": 1}"), "other", null))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("no exposures of experiment other");
        assertThatThrownBy(() -> comparison().compare(exposures, file("{\"user\": \"a1\"}"), null, null))
                .isInstanceOf(CampanileException.class)
                .hasMessage("Arm b has 1 user: at least 2 are needed to tell how much users vary.");
        assertThatThrownBy(() -> comparison().compare(exposures, file("", "{\"value\": 1}"), null, null))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("Line 2 of ")
                .hasMessageContaining("is not an outcome such as");
    }

    private static OutcomeComparison comparison() {
        return new OutcomeComparison(100, 1);
    }

    private void log(Exposure... exposures) {
        try (ExposureLog log =
                ExposureLog.open(new LocalFileStore(folder.resolve("log")), ExposureLogSettings.DEFAULTS)) {
            for (Exposure exposure : exposures) {
                log.offer(exposure);
            }
        }
    }

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("outcomes.jsonl"), List.of(lines));
    }
}
