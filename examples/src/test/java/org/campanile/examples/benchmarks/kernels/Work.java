package org.campanile.examples.benchmarks.kernels;

import java.util.List;

/**
 * What one call of a kernel must move or compute.
 *
 * @param benchmark class and method that measure it
 * @param amount    bytes read and written, each number once, or useful floating-point operations
 * @param unit      of the amount per nanosecond
 */
record Work(String benchmark, double amount, Unit unit) {
    enum Unit {
        GIGABYTES("GB/s"),
        GIGAFLOPS("GFLOP/s");

        private final String symbol;

        Unit(String symbol) {
            this.symbol = symbol;
        }

        String symbol() {
            return symbol;
        }
    }

    private static final int PAIRS = Measured.COUNT * (Measured.COUNT - 1) / 2;

    static final Work COPY = moves("CopyCeiling.copy", Measured.LENGTH, 2);

    /** What the table lists, in its order. Numbers moved per element: those read and those written. */
    static final List<Work> KERNELS = List.of(
            moves("RangeBenchmark.dot", Measured.LENGTH, 2),
            moves("RangeBenchmark.dotOfBytes", Measured.LENGTH * (Float.BYTES + 1)),
            moves("RangeBenchmark.sum", Measured.LENGTH, 1),
            moves("RangeBenchmark.sumOfSquares", Measured.LENGTH, 1),
            moves("RangeBenchmark.max", Measured.LENGTH, 1),
            moves("RangeBenchmark.add", Measured.LENGTH, 3),
            moves("RangeBenchmark.addScaled", Measured.LENGTH, 3),
            moves("RangeBenchmark.addScaledOfBytes", Measured.LENGTH * (2 * Float.BYTES + 1)),
            moves("RangeBenchmark.takeMax", Measured.LENGTH, 3),
            moves("RangeBenchmark.scale", Measured.LENGTH, 2),
            moves("ActivationBenchmark.addBias", Measured.LENGTH, 2),
            moves("ActivationBenchmark.addColumnSums", Measured.LENGTH, 1),
            moves("ActivationBenchmark.relu", Measured.LENGTH, 2),
            moves("ActivationBenchmark.reluBackward", Measured.LENGTH, 3),
            moves("ActivationBenchmark.tanh", Measured.LENGTH, 2),
            moves("ActivationBenchmark.tanhBackward", Measured.LENGTH, 3),
            moves("ActivationBenchmark.sigmoid", Measured.LENGTH, 2),
            moves("ActivationBenchmark.sigmoidBackward", Measured.LENGTH, 3),
            moves("SoftmaxBenchmark.expShifted", Measured.LENGTH, 2),
            moves("SoftmaxBenchmark.logSumExp", Measured.LENGTH, 1),
            moves("SoftmaxBenchmark.softmax", Measured.LENGTH, 2),
            moves("OptimizerBenchmark.rowWiseAdagrad", Measured.DIM, 3),
            moves("OptimizerBenchmark.adagrad", Measured.DIM, 5),
            moves("OptimizerBenchmark.adamRow", Measured.DIM, 7),
            moves("OptimizerBenchmark.adam", Measured.LENGTH, 7),
            computes("InteractionBenchmark.forward", 2.0 * PAIRS * Measured.DIM),
            computes("InteractionBenchmark.backward", 2.0 * Measured.COUNT * (Measured.COUNT - 1) * Measured.DIM));

    private static Work moves(String benchmark, int elements, int numbers) {
        return moves(benchmark, elements * numbers * Float.BYTES);
    }

    private static Work moves(String benchmark, int bytes) {
        return new Work(benchmark, bytes, Unit.GIGABYTES);
    }

    static Work computes(String benchmark, double operations) {
        return new Work(benchmark, operations, Unit.GIGAFLOPS);
    }

    /** The kernel's name, "RangeBenchmark.dot" being "dot". */
    String kernel() {
        return benchmark.startsWith("Interaction")
                ? "interaction " + benchmark.substring(benchmark.indexOf('.') + 1)
                : benchmark.substring(benchmark.indexOf('.') + 1);
    }
}
