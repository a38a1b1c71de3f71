package org.campanile.dlrm;

import java.util.Arrays;
import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.model.Parameters;
import org.campanile.core.nn.Activation;

/** Logistic regression, factorisation machine and DeepFM from their definitions, pair by pair. */
final class ReferenceFactorization extends ReferenceRanker {
    private final int dim;
    private final List<Integer> mlp;

    /** @param mlp sizes of the deep network's hidden layers; empty for a bias alone */
    ReferenceFactorization(Clicks world, TablesOptions tables, int dim, List<Integer> mlp) {
        super(world, tables);
        this.dim = dim;
        this.mlp = mlp;
    }

    @Override
    double[] outputs(Parameters parameters, Batch batch, int row) {
        List<double[]> fields = fields(parameters, batch, row, dim + 1);
        List<double[]> vectors =
                fields.stream().map(field -> Arrays.copyOf(field, dim)).toList();
        double logit = fields.stream().mapToDouble(field -> field[dim]).sum();
        for (int i = 0; i < vectors.size(); i++) {
            for (int j = 0; j < i; j++) {
                logit += dot(vectors.get(i), vectors.get(j));
            }
        }
        // Of the network with one input, which is 0, there is the bias alone.
        double rest = mlp.isEmpty()
                ? parameters.of("bias")[1]
                : network(parameters.of("deep"), with(mlp, 1), joined(vectors), Activation.RELU, Activation.IDENTITY)[
                        0];
        return new double[] {logit + rest};
    }
}
