package org.campanile.examples.benchmarks.workload;

import java.util.List;

/**
 * A DLRM's training step with 20,000,000 rows per table beside 100,000, in samples per second, and the bandwidth of the
 * memory between: the rows of large tables come from memory, those of small ones from caches. Two tables, each looked up
 * by 13 of the 26 features: more would not fit 24 GiB. Arguments: batch, threads, warm-up, seconds.
 */
final class TableSizeWorkload implements Workload {
    private static final List<Integer> LARGE = List.of(20_000_000, 20_000_000);
    private static final List<Integer> SMALL = List.of(100_000, 100_000);

    /** Times that an embedding passes the memory: read, read again for the update, written. */
    private static final int PASSES = 3;

    /** Times that a step goes to a row: for the look-up and for the update. */
    private static final int VISITS = 2;

    /** 4 GiB, as much as two chunks of a large table; and 16 MiB, what the skewed ids of a small one mostly meet. */
    private static final int BEYOND_CACHES = 1 << 30;

    private static final int WITHIN_CACHES = 1 << 22;

    @Override
    public Measurement measure(WorkloadArguments arguments) {
        int batch = arguments.count("batch");
        double small = rate(SMALL, arguments);
        double large = rate(LARGE, arguments);
        double bandwidth = MemoryBandwidth.measure(arguments.count("threads"), arguments.number("seconds"));
        DlrmShape shape = DlrmShape.withTables(LARGE);
        double bytes = bytesPerStep(shape, batch);
        double latency =
                rowNanoseconds(BEYOND_CACHES, shape, arguments) - rowNanoseconds(WITHIN_CACHES, shape, arguments);
        double visits = (double) VISITS * batch * shape.features() / arguments.count("threads");
        return Measurement.of(large)
                .with(Measurement.PEER_VALUE, small)
                .with("memory_gb_per_second", bandwidth)
                .with("extra_milliseconds_per_step", 1e3 * (batch / large - batch / small))
                .with("table_megabytes_per_step", bytes / 1e6)
                .with("milliseconds_at_full_bandwidth", bytes / bandwidth / 1e6)
                .with("row_nanoseconds_beyond_caches", latency)
                .with("milliseconds_at_that_latency", visits * latency / 1e6);
    }

    private static double rowNanoseconds(int elements, DlrmShape shape, WorkloadArguments arguments) {
        return RandomRows.nanoseconds(
                elements, shape.dim() + 1, arguments.count("threads"), arguments.number("seconds"));
    }

    private static double rate(List<Integer> tables, WorkloadArguments arguments) {
        StepTiming timing = new DlrmWorkload(DlrmShape.withTables(tables)).timing(arguments);
        return arguments.count("batch") / timing.median();
    }

    /** Bytes of the rows of a step, weights and the optimizer's number, if none were in a cache. */
    static double bytesPerStep(DlrmShape shape, int batch) {
        return (double) PASSES * batch * shape.features() * (shape.dim() + 1) * Float.BYTES;
    }
}
