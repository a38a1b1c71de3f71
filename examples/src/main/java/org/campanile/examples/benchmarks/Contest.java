package org.campanile.examples.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.campanile.core.CampanileException;

/**
 * Runs contenders alternately: ours, the peer, ours, the peer, ..., so that what disturbs a machine for a while disturbs
 * both.
 *
 * <p>A peer with several configurations first runs each once. Those within a tenth of the fastest take part in every
 * round, and the one with the highest median is the peer. A configuration that fails is reported and left out, unless all
 * fail.
 */
final class Contest {
    private static final double CLOSE = 0.9;

    private final Function<Contender, Observation> runner;
    private final int rounds;

    /** @param runner runs a contender once */
    Contest(Function<Contender, Observation> runner, int rounds) {
        this.runner = runner;
        this.rounds = rounds;
    }

    Result run(Benchmark benchmark, Comparison comparison) {
        return comparison.peers().isEmpty()
                ? measuredTogether(benchmark, comparison)
                : measuredInTurn(benchmark, comparison);
    }

    private Result measuredTogether(Benchmark benchmark, Comparison comparison) {
        Rounds ours = Rounds.none(comparison.ours().name());
        Rounds peer = Rounds.none(comparison.peer());
        for (int round = 0; round < rounds; round++) {
            Observation both = runner.apply(comparison.ours());
            ours = ours.add(both.value(), both.facts());
            peer = peer.add(both.peerValue(), Map.of());
        }
        return new Result(benchmark, comparison, ours, peer);
    }

    private Result measuredInTurn(Benchmark benchmark, Comparison comparison) {
        List<Contender> candidates = candidates(comparison.peers());
        Rounds ours = Rounds.none(comparison.ours().name());
        Map<Contender, Rounds> peers = new LinkedHashMap<>();
        candidates.forEach(peer -> peers.put(peer, Rounds.none(peer.name())));
        for (int round = 0; round < rounds; round++) {
            ours = next(ours, comparison.ours());
            for (Contender peer : candidates) {
                peers.computeIfPresent(peer, (contender, before) -> next(before, contender));
            }
        }
        Rounds best = peers.values().stream()
                .max(Comparator.comparingDouble(Rounds::median))
                .orElseThrow();
        return new Result(benchmark, comparison, ours, best);
    }

    private Rounds next(Rounds before, Contender contender) {
        Observation observation = runner.apply(contender);
        return before.add(observation.value(), observation.facts());
    }

    /** The configurations that may be the fastest. */
    private List<Contender> candidates(List<Contender> peers) {
        if (peers.size() == 1) {
            return peers;
        }
        Map<Contender, Double> values = new LinkedHashMap<>();
        List<CampanileException> failures = new ArrayList<>();
        for (Contender peer : peers) {
            try {
                values.put(peer, runner.apply(peer).value());
            } catch (CampanileException failure) {
                failures.add(failure);
            }
        }
        if (values.isEmpty()) {
            throw failures.get(0);
        }
        failures.forEach(failure -> System.err.println("  left out: " + failure.getMessage()));
        double fastest =
                values.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        return values.entrySet().stream()
                .filter(entry -> entry.getValue() >= CLOSE * fastest)
                .map(Map.Entry::getKey)
                .toList();
    }
}
