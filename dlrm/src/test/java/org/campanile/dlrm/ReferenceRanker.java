package org.campanile.dlrm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.config.SequencePooling;
import org.campanile.core.model.Parameters;
import org.campanile.core.nn.Activation;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;

/** A ranking model in double precision, sample by sample, written from its definition. */
abstract class ReferenceRanker {
    private final Clicks world;

    ReferenceRanker(Clicks world) {
        this.world = world;
    }

    abstract double logit(Parameters parameters, Batch batch, int row);

    double probability(Parameters parameters, Batch batch, int row) {
        return 1 / (1 + Math.exp(-logit(parameters, batch, row)));
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

    /** The dense features' values. */
    final double[] dense(Batch batch, int row) {
        return FeatureInputs.dense(world.schema()).stream()
                .mapToDouble(feature -> dense((DenseFeature) feature, batch, row))
                .toArray();
    }

    /** The embeddings of the features that are looked up, each pooled as it says. */
    final List<double[]> embeddings(Parameters parameters, Batch batch, int row, int dim) {
        return FeatureInputs.embedded(world.schema()).stream()
                .map(feature -> embedding(parameters, feature, batch, row, dim))
                .toList();
    }

    /** An embedding of every feature; those of dense features are multiplied by their values. */
    final List<double[]> fields(Parameters parameters, Batch batch, int row, int dim) {
        List<double[]> fields = new ArrayList<>();
        int denseRow = 0;
        for (Feature feature : world.schema().features()) {
            if (feature instanceof DenseFeature value) {
                double[] table = parameters.of("dense-features");
                double factor = dense(value, batch, row);
                double[] vector = Arrays.copyOfRange(table, denseRow * dim, (denseRow + 1) * dim);
                fields.add(Arrays.stream(vector).map(x -> factor * x).toArray());
                denseRow++;
            } else {
                fields.add(embedding(parameters, feature, batch, row, dim));
            }
        }
        return fields;
    }

    private double[] embedding(Parameters parameters, Feature feature, Batch batch, int row, int dim) {
        if (feature instanceof CategoricalFeature value) {
            int[] id = {categorical(value, batch, row)};
            return pooled(parameters.of(value.vocabulary()), id, SequencePooling.SUM, dim);
        }
        SequenceFeature value = (SequenceFeature) feature;
        return pooled(parameters.of(value.vocabulary()), sequence(value, batch, row), value.pooling(), dim);
    }

    private static double[] pooled(double[] table, int[] ids, SequencePooling pooling, int dim) {
        double[] vector = new double[dim];
        for (int d = 0; d < dim && ids.length > 0; d++) {
            int column = d;
            double[] numbers = Arrays.stream(ids)
                    .mapToDouble(id -> table[id * dim + column])
                    .toArray();
            vector[d] = switch (pooling) {
                case SUM -> Arrays.stream(numbers).sum();
                case MEAN -> Arrays.stream(numbers).sum() / ids.length;
                case MAX -> Arrays.stream(numbers).max().orElseThrow();
                case CONCAT -> throw new IllegalArgumentException("no ranking model concatenates");
            };
        }
        return vector;
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

    /** Dense layers; parameters are, per layer, W by columns, then b. */
    static double[] network(
            double[] parameters, List<Integer> sizes, double[] inputs, Activation hidden, Activation last) {
        double[] x = inputs;
        int start = 0;
        for (int layer = 0; layer < sizes.size(); layer++) {
            Activation activation = layer < sizes.size() - 1 ? hidden : last;
            double[] y = new double[sizes.get(layer)];
            int biases = start + x.length * y.length;
            for (int o = 0; o < y.length; o++) {
                double sum = parameters[biases + o];
                for (int i = 0; i < x.length; i++) {
                    sum += x[i] * parameters[start + o * x.length + i];
                }
                y[o] = switch (activation) {
                    case RELU -> Math.max(sum, 0);
                    case TANH -> Math.tanh(sum);
                    case SIGMOID -> 1 / (1 + Math.exp(-sum));
                    case IDENTITY -> sum;
                };
            }
            start = biases + y.length;
            x = y;
        }
        return x;
    }

    static List<Integer> with(List<Integer> sizes, int last) {
        List<Integer> all = new ArrayList<>(sizes);
        all.add(last);
        return all;
    }

    static double[] joined(List<double[]> parts) {
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
