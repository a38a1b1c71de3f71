package org.campanile.core.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadTeamTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void everyMemberDoesItsShareOnceInEveryPieceOfWork(int threads) {
        AtomicIntegerArray runs = new AtomicIntegerArray(threads);
        try (ThreadTeam team = new ThreadTeam(threads, "test")) {
            for (int round = 0; round < 500; round++) {
                team.run(runs::incrementAndGet);
            }
            assertThat(team.size()).isEqualTo(threads);
        }
        for (int member = 0; member < threads; member++) {
            assertThat(runs.get(member)).as("runs of member %d", member).isEqualTo(500);
        }
    }

    @Test
    void eachPieceSeesWhatAllMembersWroteBefore() {
        int threads = 4;
        long[] values = new long[threads];
        long[] sums = new long[threads];
        try (ThreadTeam team = new ThreadTeam(threads, "test")) {
            for (int round = 1; round <= 300; round++) {
                long written = round;
                team.run(member -> values[member] = written * (member + 1));
                team.run(member -> sums[member] = values[0] + values[1] + values[2] + values[3]);
                // 1 + 2 + 3 + 4 times the round
                assertThat(sums).containsOnly(10L * round);
            }
        }
    }

    @Test
    void theCallerIsMemberZero() {
        List<Thread> first = new ArrayList<>();
        try (ThreadTeam team = new ThreadTeam(2, "test")) {
            team.run(member -> {
                if (member == 0) {
                    first.add(Thread.currentThread());
                }
            });
        }
        assertThat(first).containsExactly(Thread.currentThread());
    }

    @Test
    void theFailureOfAMemberReachesTheCallerAndTheTeamWorksOn() {
        try (ThreadTeam team = new ThreadTeam(3, "test")) {
            assertThatThrownBy(() -> team.run(member -> {
                        if (member > 0) {
                            throw new IllegalStateException("member " + member);
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("member 1")
                    .satisfies(failure -> assertThat(failure.getSuppressed())
                            .singleElement()
                            .satisfies(other -> assertThat(other).hasMessage("member 2")));
            AtomicIntegerArray runs = new AtomicIntegerArray(3);
            team.run(runs::incrementAndGet);
            assertThat(runs).hasToString("[1, 1, 1]");
        }
    }

    @Test
    void aClosedTeamTakesNoWorkAndLeavesNoThread() {
        ThreadTeam team = new ThreadTeam(3, "closed-team");
        team.close();
        team.close();
        assertThatThrownBy(() -> team.run(member -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the team of 3 threads is closed");
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("closed-team"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 64, 1_000_003, Integer.MAX_VALUE})
    void sharesAdjoinAndDifferByAtMostOne(int count) {
        int members = 7;
        int end = 0;
        for (int member = 0; member < members; member++) {
            assertThat(Shares.begin(member, members, count)).isEqualTo(end);
            end = Shares.end(member, members, count);
            assertThat(end - Shares.begin(member, members, count)).isBetween(count / members, count / members + 1);
        }
        assertThat(end).isEqualTo(count);
    }
}
