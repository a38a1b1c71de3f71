package org.campanile.examples.benchmarks;

import java.util.List;
import java.util.Map;

/** Whole Spark applications beside those of other libraries, on two cores. */
final class SparkBenchmarks {
    private static final int CORES = 2;
    private static final int HEAP_GIB = 6;
    private static final int ROWS = 100_000;
    private static final int DIM = 64;

    /** Pairs of user and item per worker and step. */
    private static final int PAIRS = 2048;

    private static final int AVERAGING = 16;
    private static final int TOP_K = 100;

    private final Commands commands;
    private final Effort effort;
    private final int alsUsers;

    /** @param alsUsers users whom Spark's ALS recommends for */
    SparkBenchmarks(Commands commands, Effort effort, int alsUsers) {
        this.commands = commands;
        this.effort = effort;
        this.alsUsers = alsUsers;
    }

    List<Benchmark> all() {
        return List.of(
                new Benchmark(
                        "dl4j-spark",
                        "two-tower on ids, one application; dl4j-spark M2",
                        "pairs/s",
                        20.0,
                        50.0,
                        List.of(twoTowerOnIds())),
                new Benchmark(
                        "recommend-all",
                        "top-100 for all users on Spark; ALS recommendForAllUsers",
                        "users/s",
                        5.0,
                        10.0,
                        List.of(recommendAll())));
    }

    private Comparison twoTowerOnIds() {
        return new Comparison(
                "local[" + CORES + "]",
                Map.of("batch", PAIRS, "workers", CORES, "averaging", AVERAGING, "rows", ROWS, "dim", DIM),
                commands.ours(
                        "two-tower-on-spark",
                        HEAP_GIB,
                        List.of(
                                "rows=" + ROWS,
                                "ratings=" + effort.rows(),
                                "workers=" + CORES,
                                "folder=" + commands.data().resolve("ratings-" + effort.rows()))),
                List.of(dl4jSpark("adagrad"), dl4jSpark("sgd")),
                "dl4j-spark");
    }

    private Contender dl4jSpark(String updater) {
        return commands.dl4jSpark(
                updater,
                HEAP_GIB,
                List.of(
                        "rows=" + ROWS,
                        "dim=" + DIM,
                        "batch=" + PAIRS,
                        "averaging=" + AVERAGING,
                        "workers=" + CORES,
                        "steps=" + effort.dl4jSteps(),
                        "updater=" + updater));
    }

    private Comparison recommendAll() {
        return new Comparison(
                "local[" + CORES + "]",
                Map.of("users", ROWS, "als_users", alsUsers, "items", ROWS, "dim", DIM, "k", TOP_K, "threads", CORES),
                commands.ours(
                        "recommend-all",
                        HEAP_GIB,
                        List.of(
                                "users=" + ROWS,
                                "als-users=" + alsUsers,
                                "items=" + ROWS,
                                "dim=" + DIM,
                                "k=" + TOP_K,
                                "threads=" + CORES,
                                "folder=" + commands.data().resolve("factors"))),
                List.of(),
                "Spark ALS");
    }
}
