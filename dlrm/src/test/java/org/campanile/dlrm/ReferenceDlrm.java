package org.campanile.dlrm;

import java.util.ArrayList;
import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.math.SelfPairs;
import org.campanile.core.model.Parameters;
import org.campanile.core.nn.Activation;

/** DLRM from its definition. */
final class ReferenceDlrm extends ReferenceRanker {
    private final DlrmOptions options;

    ReferenceDlrm(Clicks world, DlrmOptions options) {
        super(world, options.tables());
        this.options = options;
    }

    @Override
    List<TaskConfiguration> tasks() {
        return options.tasks();
    }

    @Override
    double[] outputs(Parameters parameters, Batch batch, int row) {
        double[] dense = dense(batch, row);
        List<double[]> vectors = new ArrayList<>(embeddings(parameters, batch, row, options.embeddingDim()));
        List<double[]> topInputs = new ArrayList<>();
        if (dense.length > 0) {
            double[] bottom =
                    network(parameters.of("bottom-mlp"), options.bottomMlp(), dense, Activation.RELU, Activation.RELU);
            vectors.add(0, bottom);
            topInputs.add(bottom);
        }
        int self = options.selfInteraction() == SelfPairs.INCLUDED ? 1 : 0;
        for (int i = 0; i < vectors.size(); i++) {
            for (int j = 0; j < i + self; j++) {
                topInputs.add(new double[] {dot(vectors.get(i), vectors.get(j))});
            }
        }
        return top(parameters, "top-mlp", options.topMlp(), joined(topInputs), options.mixture());
    }
}
