package org.campanile.dlrm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.model.Parameters;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;

/** DLRM in double precision, sample by sample, written from its definition. */
final class ReferenceDlrm {
    private final Clicks world;
    private final DlrmOptions options;

    ReferenceDlrm(Clicks world, DlrmOptions options) {
        this.world = world;
        this.options = options;
    }

    /** The mean binary cross-entropy of the batch. */
    double loss(Parameters parameters, Batch batch) {
        double sum = 0;
        for (int row = 0; row < batch.size(); row++) {
            double probability = probability(parameters, batch, row);
            double label = batch.labels()[row];
            sum -= label * Math.log(probability) + (1 - label) * Math.log(1 - probability);
        }
        return sum / batch.size();
    }

    double probability(Parameters parameters, Batch batch, int row) {
        List<Double> dense = new ArrayList<>();
        List<double[]> vectors = new ArrayList<>();
        for (Feature feature : world.schema().features()) {
            if (feature instanceof DenseFeature value) {
                dense.add(dense(value, batch, row));
            } else if (feature instanceof CategoricalFeature value) {
                vectors.add(mean(parameters.of(value.vocabulary()), new int[] {categorical(value, batch, row)}));
            } else if (feature instanceof SequenceFeature value) {
                vectors.add(mean(parameters.of(value.vocabulary()), sequence(value, batch, row)));
            }
        }
        List<Double> topInputs = new ArrayList<>();
        if (!dense.isEmpty()) {
            double[] bottom = network(parameters.of("bottom-mlp"), options.bottomMlp(), array(dense), true);
            vectors.add(0, bottom);
            Arrays.stream(bottom).forEach(topInputs::add);
        }
        for (int i = 0; i < vectors.size(); i++) {
            for (int j = 0; j < i; j++) {
                topInputs.add(dot(vectors.get(i), vectors.get(j)));
            }
        }
        List<Integer> sizes = new ArrayList<>(options.topMlp());
        sizes.add(1);
        double logit = network(parameters.of("top-mlp"), sizes, array(topInputs), false)[0];
        return 1 / (1 + Math.exp(-logit));
    }

    private double dense(DenseFeature feature, Batch batch, int row) {
        int column = batch.columns().dense().indexOf(feature);
        if (column >= 0) {
            return batch.dense()[row * batch.columns().dense().size() + column];
        }
        EntityFeatures entities = entities(feature.side());
        ColumnSet columns = entities.columns();
        return entities.dense()[
                key(feature.side(), batch, row) * columns.dense().size()
                        + columns.dense().indexOf(feature)];
    }

    private int categorical(CategoricalFeature feature, Batch batch, int row) {
        int column = batch.columns().categorical().indexOf(feature);
        if (column >= 0) {
            return batch.categorical(column)[row];
        }
        EntityFeatures entities = entities(feature.side());
        return entities.categorical()[entities.columns().categorical().indexOf(feature)][
                key(feature.side(), batch, row)];
    }

    private int[] sequence(SequenceFeature feature, Batch batch, int row) {
        int column = batch.columns().sequences().indexOf(feature);
        if (column >= 0) {
            return ids(batch.sequence(column), row);
        }
        EntityFeatures entities = entities(feature.side());
        return ids(
                entities.sequences()[entities.columns().sequences().indexOf(feature)], key(feature.side(), batch, row));
    }

    private static int[] ids(JaggedIds ids, int row) {
        return Arrays.copyOfRange(ids.values(), ids.start(row), ids.start(row + 1));
    }

    private EntityFeatures entities(FeatureSide side) {
        return side == FeatureSide.USER ? world.users() : world.items();
    }

    private int key(FeatureSide side, Batch batch, int row) {
        Schema schema = world.schema();
        return batch.categorical(
                        batch.columns().categoricalColumn(schema.key(side).name()))[row];
    }

    private double[] mean(double[] table, int[] ids) {
        double[] mean = new double[options.embeddingDim()];
        for (int id : ids) {
            for (int d = 0; d < mean.length; d++) {
                mean[d] += table[id * mean.length + d] / ids.length;
            }
        }
        return mean;
    }

    /** Dense layers with relu between them; parameters are, per layer, W by columns, then b. */
    private static double[] network(double[] parameters, List<Integer> sizes, double[] inputs, boolean reluAtTheEnd) {
        double[] x = inputs;
        int start = 0;
        for (int layer = 0; layer < sizes.size(); layer++) {
            double[] y = new double[sizes.get(layer)];
            int biases = start + x.length * y.length;
            for (int o = 0; o < y.length; o++) {
                double sum = parameters[biases + o];
                for (int i = 0; i < x.length; i++) {
                    sum += x[i] * parameters[start + o * x.length + i];
                }
                y[o] = layer < sizes.size() - 1 || reluAtTheEnd ? Math.max(sum, 0) : sum;
            }
            start = biases + y.length;
            x = y;
        }
        return x;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
