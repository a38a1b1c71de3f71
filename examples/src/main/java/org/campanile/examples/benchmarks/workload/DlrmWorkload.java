package org.campanile.examples.benchmarks.workload;

import org.campanile.core.model.RecommenderModel;

/** Training steps of a DLRM on batches in memory, in samples per second. Arguments: batch, threads, warm-up, seconds. */
final class DlrmWorkload implements Workload {
    private final DlrmShape shape;

    DlrmWorkload(DlrmShape shape) {
        this.shape = shape;
    }

    @Override
    public Measurement measure(WorkloadArguments arguments) {
        return timing(arguments).rate(arguments.count("batch"));
    }

    StepTiming timing(WorkloadArguments arguments) {
        int threads = arguments.count("threads");
        try (RecommenderModel model = EngineModels.create(
                EngineModels.configuration("dlrm.yaml", EngineModels.threads(threads)), shape.schema())) {
            TrainingSteps steps = new TrainingSteps(model, DlrmBatches.create(shape, arguments.count("batch")));
            StepTiming timing = StepTimer.measure(steps, arguments.number("warm-up"), arguments.number("seconds"));
            steps.lastLoss();
            return timing;
        }
    }
}
