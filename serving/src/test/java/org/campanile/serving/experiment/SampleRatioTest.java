package org.campanile.serving.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.LocalFileStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleRatioTest {
    private static final ArmShares HALVES = new ArmShares(Map.of("a", .5, "b", .5));
    private static final ArmShares TENTH = new ArmShares(Map.of("a", .9, "b", .1));

    private static List<ExposedUser> users(int count, String arm, ArmShares shares) {
        return Collections.nCopies(count, user(arm, shares, 0));
    }

    private static ExposedUser user(String arm, ArmShares shares, long time) {
        ExposedUser user = new ExposedUser(arm);
        user.show(arm, shares.text(), "item", time);
        return user;
    }

    @SafeVarargs
    private static SampleRatio ratio(List<ExposedUser>... parts) {
        List<ExposedUser> all = new ArrayList<>();
        for (List<ExposedUser> part : parts) {
            all.addAll(part);
        }
        return SampleRatio.of(all);
    }

    @Test
    void aFewUsersMoreInOneArmAreChance() {
        SampleRatio ratio = ratio(users(60, "a", HALVES), users(40, "b", HALVES));

        // 2 * 10^2 / 50 = 4, whose p is that of two deviations of the normal distribution.
        // scipy.stats.chisquare([60, 40]): statistic 4, p 0.0455003
        assertThat(ratio.statistic()).isCloseTo(4, within(1e-9));
        assertThat(ratio.pValue()).isCloseTo(0.0455003, within(1e-6));
        assertThat(ratio.lines())
                .containsExactly("users of the arms: as the shares have it (chi-square 4.00, p 0.046)");
    }

    @Test
    void usersWhoAreLackingAreWarnedOf() {
        // 2 * 20^2 / 50 = 16. scipy.stats.chisquare([70, 30]): p 6.33425e-05
        assertThat(ratio(users(70, "a", HALVES), users(30, "b", HALVES)).lines())
                .containsExactly(
                        "warning: sample-ratio mismatch, the arms lack users or have too many (chi-square 16.00, p 6.3e-05):",
                        "  a                    70 users, expected 50.0",
                        "  b                    30 users, expected 50.0",
                        "  What lost them may be the whole difference: find it before you trust the table.");
    }

    @Test
    void anArmThatNobodyCameToIsMissed() {
        SampleRatio ratio = ratio(users(100, "a", TENTH));

        // 10^2 / 90 + 10^2 / 10 = 11.11
        assertThat(ratio.statistic()).isCloseTo(11.1111, within(1e-3));
        assertThat(ratio.lines()).contains("  b                    0 users, expected 10.0");
    }

    /** Of both together as many as expected are in each arm, but not of either. */
    @Test
    void usersAreComparedWithTheSharesOfTheirTime() {
        SampleRatio changed =
                ratio(users(50, "a", HALVES), users(50, "b", HALVES), users(90, "a", TENTH), users(10, "b", TENTH));
        assertThat(changed.statistic()).isZero();
        assertThat(changed.freedom()).isEqualTo(2);

        SampleRatio wrong =
                ratio(users(70, "a", HALVES), users(30, "b", HALVES), users(70, "a", TENTH), users(30, "b", TENTH));
        // 16, and 20^2 / 90 + 20^2 / 10 = 44.44.
        assertThat(wrong.statistic()).isCloseTo(60.4444, within(1e-3));
        assertThat(wrong.lines().get(0)).startsWith("warning:");
    }

    @Test
    void aUserWhoChangedArmsCountsInTheFirst() {
        ExposedUser user = user("b", HALVES, 20);
        user.show("a", TENTH.text(), "item", 10);
        user.show("b", HALVES.text(), "item", 15);

        assertThat(user.isInSeveralArms()).isTrue();
        assertThat(user.firstArm()).isEqualTo("a");
        assertThat(user.firstShares()).isEqualTo("{\"a\":0.9,\"b\":0.1}");
    }

    @Test
    void fewUsersTellNothing() {
        SampleRatio ratio = ratio(users(40, "a", TENTH), users(2, "b", TENTH)); // 4.2 expected in b

        assertThat(ratio.pValue()).isNaN();
        assertThat(ratio.lines()).containsExactly("users of the arms: too few to be compared with the shares");
    }

    @Test
    void anArmThatTheSharesDoNotNameIsRefused() {
        assertThatThrownBy(() -> ratio(users(1, "c", HALVES)))
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "The log of exposures has users of arm c under the shares {\"a\":0.5,\"b\":0.5}, which do not"
                                + " name it: it is not as serve wrote it.");
        ExposedUser user = new ExposedUser("a");
        user.show("a", "[]", "item", 0);
        assertThatThrownBy(() -> SampleRatio.of(List.of(user)))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith("The log of exposures has the shares '[]': each row must have");
    }

    /** From the split to the log and back: what the service divides passes, and what was lost on the way does not. */
    @Test
    void whatASplitDividesIsAsItsSharesHaveItUnlessUsersAreLost(@TempDir Path folder) {
        TrafficSplit split = new TrafficSplit("ranker", List.of(new Arm("a", .8), new Arm("b", .2)), .1);
        LocalFileStore sound = new LocalFileStore(folder.resolve("sound"));
        LocalFileStore lossy = new LocalFileStore(folder.resolve("lossy"));
        try (ExposureLog log = ExposureLog.open(sound, ExposureLogSettings.DEFAULTS);
                ExposureLog other = ExposureLog.open(lossy, ExposureLogSettings.DEFAULTS)) {
            for (int user = 0; user < 2_000; user++) {
                String arm = split.assign("u" + user).arm();
                Exposure exposure = Exposures.of("u" + user, arm, split.shares(), Exposures.NOON, "x");
                log.offer(exposure);
                if (!arm.equals("b") || user % 3 > 0) {
                    other.offer(exposure);
                }
            }
        }

        SampleRatio all = SampleRatio.of(ExposedUsers.read(sound, null).users().values());
        // Of 2,000: a 0.8 * 0.9, b 0.2 * 0.9, hold-out 0.1.
        assertThat(all.expected()).hasSize(3);
        assertThat(all.expected().get("a")).isCloseTo(1440, within(1e-6));
        assertThat(all.expected().get("b")).isCloseTo(360, within(1e-6));
        assertThat(all.expected().get(TrafficSplit.HOLD_OUT)).isCloseTo(200, within(1e-6));
        assertThat(all.lines().get(0)).startsWith("users of the arms: as the shares have it");

        assertThat(SampleRatio.of(ExposedUsers.read(lossy, null).users().values())
                        .lines()
                        .get(0))
                .startsWith("warning: sample-ratio mismatch");
    }
}
