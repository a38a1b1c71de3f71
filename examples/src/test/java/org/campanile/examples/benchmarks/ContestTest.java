package org.campanile.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.campanile.core.CampanileException;
import org.junit.jupiter.api.Test;

class ContestTest {
    private final Map<String, Deque<Double>> values = new HashMap<>();
    private final List<String> order = new ArrayList<>();

    private void reaches(String name, Double... inTurn) {
        values.put(name, new ArrayDeque<>(List.of(inTurn)));
    }

    private Observation run(Contender contender) {
        order.add(contender.name());
        Deque<Double> left = values.get(contender.name());
        if (left == null) {
            throw new CampanileException(contender.name() + " does not run");
        }
        return new Observation(Map.of("value", left.remove(), "peer_value", 8.0, "best", 1));
    }

    private Result contest(int rounds, String... peers) {
        List<Contender> contenders =
                List.of(peers).stream().map(ContestTest::contender).toList();
        Comparison comparison = new Comparison("2048, 1 thread", Map.of(), contender("ours"), contenders, "self");
        Benchmark benchmark = new Benchmark("step", "a step", "samples/s", 2.0, 3.0, List.of(comparison));
        return new Contest(this::run, rounds).run(benchmark, comparison);
    }

    private static Contender contender(String name) {
        return new Contender(name, List.of(name), Map.of(), "");
    }

    @Test
    void oursAndThePeerTakeTurns() {
        reaches("ours", 10.0, 30.0, 20.0);
        reaches("peer", 5.0, 4.0, 100.0);

        Result result = contest(3, "peer");

        assertThat(order).containsExactly("ours", "peer", "ours", "peer", "ours", "peer");
        assertThat(result.ours().median()).isEqualTo(20);
        assertThat(result.peer().median()).isEqualTo(5);
        assertThat(result.ratio()).isEqualTo(4);
    }

    @Test
    void onlyConfigurationsNearTheFastestRunInEveryRound() {
        reaches("ours", 10.0, 10.0, 10.0);
        reaches("fast", 100.0, 90.0, 90.0, 90.0);
        reaches("near", 91.0, 95.0, 95.0, 95.0);
        reaches("slow", 89.0);

        Result result = contest(3, "fast", "slow", "near");

        assertThat(order.subList(0, 6)).containsExactly("fast", "slow", "near", "ours", "fast", "near");
        assertThat(result.peer().name()).isEqualTo("near");
        assertThat(result.peer().values()).containsExactly(95.0, 95.0, 95.0);
    }

    @Test
    void aConfigurationThatFailsIsLeftOut() {
        reaches("ours", 10.0);
        reaches("works", 5.0, 5.0);

        assertThat(contest(1, "broken", "works").peer().name()).isEqualTo("works");
    }

    @Test
    void withoutAPeerThereIsNoResult() {
        reaches("ours", 10.0);

        assertThatThrownBy(() -> contest(1, "broken", "absent")).hasMessage("broken does not run");
    }

    @Test
    void aProcessMayMeasureItsPeerItself() {
        reaches("ours", 4.0, 2.0, 6.0);

        Result result = contest(3);

        assertThat(result.peer().name()).isEqualTo("self");
        assertThat(result.ratio()).isEqualTo(0.5);
    }
}
