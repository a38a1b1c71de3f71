package org.campanile.examples.benchmarks.workload;

/**
 * Floating-point rate of a DLRM's training step beside that of its matrix products alone, in GFLOP/s, both in this
 * process. Arguments: batch, threads, warm-up, seconds.
 */
final class RooflineWorkload implements Workload {
    private static final double GIGA = 1e9;

    @Override
    public Measurement measure(WorkloadArguments arguments) {
        DlrmShape shape = DlrmShape.criteo();
        DlrmOperations operations = new DlrmOperations(shape);
        int batch = arguments.count("batch");
        long perStep = operations.perStep(batch);
        double stepSeconds = new DlrmWorkload(shape).timing(arguments).median();
        double sgemm = sgemmRate(operations, arguments);
        return Measurement.of(perStep / stepSeconds / GIGA)
                .with(Measurement.PEER_VALUE, sgemm)
                .with("operations_per_step", perStep)
                .with("step_milliseconds", stepSeconds * 1e3);
    }

    private static double sgemmRate(DlrmOperations operations, WorkloadArguments arguments) {
        int threads = arguments.count("threads");
        try (SgemmSpeed sgemm = new SgemmSpeed(operations.products(arguments.count("batch") / threads), threads)) {
            return sgemm.operations()
                    / StepTimer.measure(sgemm, 1, arguments.number("seconds")).median()
                    / GIGA;
        }
    }
}
