package org.campanile.examples.benchmarks.workload;

import org.campanile.core.model.RecommenderModel;

/** Training steps of a DLRM on batches in memory, in samples per second. Arguments: batch, threads, warm-up, seconds. */
final class DlrmWorkload implements Workload {
    @Override
    public Measurement measure(WorkloadArguments arguments) {
        return measure(DlrmShape.criteo(), arguments);
    }

    static Measurement measure(DlrmShape shape, WorkloadArguments arguments) {
        int batch = arguments.count("batch");
        try (RecommenderModel model = EngineModels.create(
                EngineModels.configuration("dlrm.yaml", EngineModels.threads(arguments.count("threads"))), shape.schema(), arguments.count("threads"))) {
            TrainingSteps steps = new TrainingSteps(model, DlrmBatches.create(shape, batch));
            StepTiming timing = StepTimer.measure(steps, arguments.number("warm-up"), arguments.number("seconds"));
            return timing.rate(batch).with("loss", steps.lastLoss());
        }
    }
}
