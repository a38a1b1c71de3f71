package org.campanile.examples.benchmarks;

import java.util.List;

/**
 * How long a measurement takes.
 *
 * @param rounds  of ours and the peer
 * @param warmUp  seconds before ours is measured: the JIT compiler needs some
 * @param seconds of measuring
 * @param rows      samples of a generated data set
 * @param dl4jSteps steps that a worker of dl4j-spark is measured for
 */
record Effort(int rounds, double warmUp, double seconds, int rows, int dl4jSteps) {
    static final int ROUNDS = 3;

    static Effort full(int rounds) {
        return new Effort(rounds, 8, 6, 1_500_000, 48);
    }

    /** One short round, to see that everything works. */
    static Effort quick() {
        return new Effort(1, 3, 1.5, 100_000, 16);
    }

    /** For a workload of ours. */
    List<String> ours() {
        return List.of("warm-up=" + warmUp, "seconds=" + seconds);
    }

    /** For a PyTorch script, which compiles in its first step and is steady from the next on. */
    List<String> pytorch() {
        return List.of("--warm-up", "2", "--seconds", Double.toString(seconds));
    }
}
