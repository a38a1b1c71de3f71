package org.campanile.dlrm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.config.SequencePooling;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.config.TaskConfiguration.Objective;
import org.campanile.core.embedding.Composition;
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
    private final Map<String, FeatureTable> tables;

    ReferenceRanker(Clicks world, TablesOptions tables) {
        this.world = world;
        this.tables = tables.byVocabulary(world.schema());
    }

    /** The outputs of all tasks. */
    abstract double[] outputs(Parameters parameters, Batch batch, int row);

    /** What each output stands for. */
    List<TaskConfiguration> tasks() {
        return List.of(TaskConfiguration.CLICK);
    }

    /** Of a binary label the probability of 1, of a number the number, of a class the probability of each. */
    double[] predictions(Parameters parameters, Batch batch, int row) {
        double[] outputs = outputs(parameters, batch, row);
        int at = 0;
        for (TaskConfiguration task : tasks()) {
            if (task.objective() == Objective.BINARY) {
                outputs[at] = 1 / (1 + Math.exp(-outputs[at]));
            } else if (task.objective() == Objective.MULTI_CLASS) {
                double[] shares = softmax(Arrays.copyOfRange(outputs, at, at + task.classes()));
                System.arraycopy(shares, 0, outputs, at, task.classes());
            }
            at += task.outputs();
        }
        return outputs;
    }

    /** The mean over the batch of binary cross-entropy, of squared error, or of softmax cross-entropy, summed over tasks. */
    double loss(Parameters parameters, Batch batch) {
        double sum = 0;
        for (int row = 0; row < batch.size(); row++) {
            double[] predictions = predictions(parameters, batch, row);
            int at = 0;
            for (TaskConfiguration task : tasks()) {
                double label = batch.labels(world.schema().targets().labels().indexOf(task.label()))[row];
                sum += Double.isNaN(label)
                        ? 0
                        : task.weight()
                                * switch (task.objective()) {
                                    case BINARY -> -Math.log(label == 1 ? predictions[at] : 1 - predictions[at]);
                                    case REGRESSION -> Math.pow(predictions[at] - label, 2);
                                    case MULTI_CLASS -> -Math.log(predictions[at + (int) label]);
                                };
                at += task.outputs();
            }
        }
        return sum / batch.size();
    }

    static double[] softmax(double[] x) {
        double total = Arrays.stream(x).map(Math::exp).sum();
        return Arrays.stream(x).map(value -> Math.exp(value) / total).toArray();
    }

    /** A network to all outputs, or a mixture of experts from its definition. */
    final double[] top(
            Parameters parameters, String name, List<Integer> hidden, double[] inputs, MixtureOptions mixture) {
        if (mixture.experts() == 0) {
            int width = tasks().stream().mapToInt(TaskConfiguration::outputs).sum();
            return network(parameters.of(name), with(hidden, width), inputs, Activation.RELU, Activation.IDENTITY);
        }
        List<double[]> outputs = new ArrayList<>();
        for (int t = 1; t <= tasks().size(); t++) {
            double[] shares = softmax(network(
                    parameters.of("gate-" + t),
                    List.of(mixture.experts()),
                    inputs,
                    Activation.RELU,
                    Activation.IDENTITY));
            double[] mixed =
                    new double[mixture.expertMlp().get(mixture.expertMlp().size() - 1)];
            for (int k = 0; k < shares.length; k++) {
                double[] expert = network(
                        parameters.of("expert-" + (k + 1)),
                        mixture.expertMlp(),
                        inputs,
                        Activation.RELU,
                        Activation.RELU);
                for (int i = 0; i < mixed.length; i++) {
                    mixed[i] += shares[k] * expert[i];
                }
            }
            outputs.add(network(
                    parameters.of("tower-" + t),
                    with(mixture.towerMlp(), tasks().get(t - 1).outputs()),
                    mixed,
                    Activation.RELU,
                    Activation.IDENTITY));
        }
        return joined(outputs);
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
            return vector(parameters, value.vocabulary(), categorical(value, batch, row), dim);
        }
        SequenceFeature value = (SequenceFeature) feature;
        int width = vector(parameters, value.vocabulary(), 0, dim).length;
        List<double[]> vectors = Arrays.stream(sequence(value, batch, row))
                .mapToObj(id -> vector(parameters, value.vocabulary(), id, dim))
                .toList();
        return pooled(vectors, value.pooling(), width);
    }

    /** The vector of one value, of a row of its own or of what rows make of it. */
    private double[] vector(Parameters parameters, String vocabulary, int id, int others) {
        FeatureTable table = tables.get(vocabulary);
        if (table == null || table.method() == FeatureTable.Method.FULL) {
            return row(parameters.of(vocabulary), id, table == null ? others : table.dim(others));
        }
        if (table.method() == FeatureTable.Method.HASHED) {
            return row(parameters.of(vocabulary), id == 0 ? 0 : (id - 1) % (table.rows() - 1) + 1, others);
        }
        // Every vocabulary of these tests has 6 values: their root is between 2 and 3.
        int divisor = table.rows() == 0 ? 3 : table.rows();
        boolean concat = table.composition() == Composition.CONCAT;
        double[] q = row(parameters.of(vocabulary + "-quotients"), id / divisor, concat ? others / 2 : others);
        double[] r =
                row(parameters.of(vocabulary + "-remainders"), id % divisor, concat ? others - others / 2 : others);
        return switch (table.composition()) {
            case MULTIPLY ->
                IntStream.range(0, others).mapToDouble(i -> q[i] * r[i]).toArray();
            case ADD -> IntStream.range(0, others).mapToDouble(i -> q[i] + r[i]).toArray();
            case CONCAT -> joined(List.of(q, r));
        };
    }

    private static double[] row(double[] table, int row, int dim) {
        return Arrays.copyOfRange(table, row * dim, (row + 1) * dim);
    }

    private static double[] pooled(List<double[]> vectors, SequencePooling pooling, int dim) {
        double[] vector = new double[dim];
        for (int d = 0; d < dim && !vectors.isEmpty(); d++) {
            int column = d;
            double[] numbers = vectors.stream().mapToDouble(x -> x[column]).toArray();
            vector[d] = switch (pooling) {
                case SUM -> Arrays.stream(numbers).sum();
                case MEAN -> Arrays.stream(numbers).sum() / vectors.size();
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
