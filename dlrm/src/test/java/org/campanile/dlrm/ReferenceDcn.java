package org.campanile.dlrm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.model.Parameters;
import org.campanile.core.nn.Activation;

/** DCN-v2 from its definition. */
final class ReferenceDcn extends ReferenceRanker {
    private final DcnOptions options;

    ReferenceDcn(Clicks world, DcnOptions options) {
        super(world, options.tables());
        this.options = options;
    }

    @Override
    List<TaskConfiguration> tasks() {
        return options.tasks();
    }

    @Override
    double[] outputs(Parameters parameters, Batch batch, int row) {
        List<double[]> parts = new ArrayList<>(embeddings(parameters, batch, row, options.embeddingDim()));
        parts.add(dense(batch, row));
        double[] x0 = joined(parts);
        double[] x = x0;
        for (int layer = 1; layer <= options.crossLayers(); layer++) {
            double[] u = mixed(parameters, "cross-" + layer, x);
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                y[i] = x0[i] * u[i] + x[i];
            }
            x = y;
        }
        List<Integer> sizes = options.deep().mlp();
        if (options.structure() == DcnStructure.STACKED) {
            return top(parameters, "deep", sizes, x, options.mixture());
        }
        double[] deep = network(parameters.of("deep"), sizes, x0, Activation.RELU, Activation.RELU);
        return top(parameters, "logit", List.of(), joined(List.of(x, deep)), options.mixture());
    }

    private double[] mixed(Parameters parameters, String layer, double[] x) {
        if (options.experts() == 1) {
            return expert(parameters.of(layer), x);
        }
        double[] gates = network(
                parameters.of(layer + "-gate"), List.of(options.experts()), x, Activation.RELU, Activation.IDENTITY);
        double total = 0;
        double[] sum = new double[x.length];
        for (int k = 0; k < gates.length; k++) {
            double share = Math.exp(gates[k]);
            total += share;
            double[] u = expert(parameters.of(layer + "-expert-" + (k + 1)), x);
            for (int i = 0; i < x.length; i++) {
                sum[i] += share * u[i];
            }
        }
        for (int i = 0; i < x.length; i++) {
            sum[i] /= total;
        }
        return sum;
    }

    private double[] expert(double[] parameters, double[] x) {
        List<Integer> hidden = options.crossRank() == 0 ? List.of() : Collections.nCopies(2, options.crossRank());
        return network(parameters, with(hidden, x.length), x, Activation.TANH, Activation.IDENTITY);
    }
}
