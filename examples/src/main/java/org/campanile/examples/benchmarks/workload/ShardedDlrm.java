package org.campanile.examples.benchmarks.workload;

import java.util.ArrayList;
import java.util.List;
import org.campanile.core.config.RunConfiguration;

/** The DLRM that is trained on generated clicks of Criteo's shape: 13 dense features, 26 categorical ones. */
final class ShardedDlrm {
    private static final int EPOCHS = 2;

    private ShardedDlrm() {}

    /** Arguments: rows, prepared (a folder), batch, threads. */
    static RunConfiguration configuration(WorkloadArguments arguments) {
        List<String> overrides = new ArrayList<>(EngineModels.threads(arguments.count("threads")));
        overrides.add("data.rows=" + arguments.count("rows"));
        overrides.add("data.prepared=" + arguments.text("prepared"));
        overrides.add("training.batch-size=" + arguments.count("batch"));
        overrides.add("training.epochs=" + EPOCHS);
        return EngineModels.configuration("dlrm.yaml", overrides);
    }
}
