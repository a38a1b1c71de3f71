package org.campanile.examples.benchmarks;

import java.util.List;
import java.util.stream.Collectors;
import org.campanile.core.CampanileException;
import org.jspecify.annotations.Nullable;

/**
 * A claim about speed and the comparisons that test it.
 *
 * @param work        what is done, in a few words
 * @param unit        of both values; more is better
 * @param floor       the ratio that must be reached; null when there is none
 * @param aim         the ratio that is wished for; null when there is none
 * @param comparisons in the order of running
 */
record Benchmark(
        String name,
        String work,
        String unit,
        @Nullable Double floor,
        @Nullable Double aim,
        List<Comparison> comparisons) {
    Benchmark {
        comparisons = List.copyOf(comparisons);
    }

    /**
     * The same with those comparisons alone whose size contains a text.
     *
     * @throws CampanileException when there are none
     */
    Benchmark ofSize(String part) {
        List<Comparison> some = comparisons.stream()
                .filter(comparison -> comparison.size().contains(part))
                .toList();
        if (some.isEmpty()) {
            throw new CampanileException(name + " has no size with \"" + part + "\" in it; there are "
                    + comparisons.stream().map(Comparison::size).collect(Collectors.joining("; ")) + ".");
        }
        return new Benchmark(name, work, unit, floor, aim, some);
    }

    /** The same with the first comparison alone. */
    Benchmark first() {
        return new Benchmark(name, work, unit, floor, aim, comparisons.subList(0, 1));
    }
}
