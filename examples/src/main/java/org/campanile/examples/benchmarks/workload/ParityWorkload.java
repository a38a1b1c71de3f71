package org.campanile.examples.benchmarks.workload;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.model.RecommenderModel;

/**
 * Trains a ranking model on a few batches in memory, and writes its initial parameters, the batches and the loss of each
 * step to a folder, so that another program can begin alike and compare. The value is the last loss. Arguments: model, folder,
 * steps, batch.
 */
final class ParityWorkload implements Workload {
    private static final int TABLE_ROWS = 10_000;
    private static final int DENSE = 13;
    private static final int CATEGORICAL = 26;

    @Override
    public Measurement measure(WorkloadArguments arguments) {
        RunConfiguration configuration = EngineModels.configuration(
                Path.of("parity", arguments.text("model") + ".yaml").toString(), EngineModels.threads(1));
        DlrmShape shape = new DlrmShape(
                DENSE, Collections.nCopies(CATEGORICAL, TABLE_ROWS), CATEGORICAL, 1, List.of(), List.of());
        ParityFiles files = new ParityFiles(Path.of(arguments.text("folder")));
        try (RecommenderModel model = EngineModels.create(configuration, shape.schema())) {
            List<Batch> batches = DlrmBatches.create(shape, arguments.count("batch"));
            files.parameters(model.state());
            files.batches(batches);
            TrainingSteps steps = new TrainingSteps(model, batches);
            double[] losses = new double[arguments.count("steps")];
            for (int step = 0; step < losses.length; step++) {
                steps.run();
                losses[step] = steps.lastLoss();
            }
            files.finish(configuration.model().type(), losses);
            return Measurement.of(losses[losses.length - 1]);
        }
    }
}
