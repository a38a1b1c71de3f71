package org.campanile.towers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.negative.NegativeSampler;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;

/** DSSM in double precision, sample by sample, written from its definition. */
final class ReferenceDssm {
    private final Interactions world;
    private final DssmOptions options;
    private final NegativeSampler sampler;

    ReferenceDssm(Interactions world, DssmOptions options, NegativeSampler sampler) {
        this.world = world;
        this.options = options;
        this.sampler = sampler;
    }

    /** The mean binary cross-entropy over all pairs of the batch. */
    double loss(Parameters parameters, int epoch, Batch batch) {
        int[] negatives = new int[options.negatives()];
        double sum = 0;
        for (int row = 0; row < batch.size(); row++) {
            int user = batch.categorical(batch.columns().categoricalColumn("user"))[row];
            int item = batch.categorical(batch.columns().categoricalColumn("item"))[row];
            sampler.sample(epoch, batch.positions()[row], negatives.length, negatives, 0);
            sum += crossEntropy(score(parameters, user, item), batch.labels()[row]);
            for (int negative : negatives) {
                sum += crossEntropy(score(parameters, user, negative), 0);
            }
        }
        return sum / (batch.size() * (1 + negatives.length));
    }

    double score(Parameters parameters, int user, int item) {
        double[] u = vector(parameters, FeatureSide.USER, user);
        double[] v = vector(parameters, FeatureSide.ITEM, item);
        double similarity = dot(u, v);
        if (options.similarity() == Similarity.COSINE) {
            similarity /= Math.sqrt(dot(u, u)) * Math.sqrt(dot(v, v));
        }
        return similarity / options.temperature();
    }

    private static double crossEntropy(double score, double label) {
        double probability = 1 / (1 + Math.exp(-score));
        return -label * Math.log(probability) - (1 - label) * Math.log(1 - probability);
    }

    private double[] vector(Parameters parameters, FeatureSide side, int key) {
        boolean isUser = side == FeatureSide.USER;
        String prefix = isUser ? "user" : "item";
        double[] inputs = inputs(parameters, side, prefix, isUser ? world.users() : world.items(), key);
        double[] network = parameters.of(prefix + "-tower");
        if (network == null) {
            return inputs;
        }
        List<Integer> sizes = new ArrayList<>(isUser ? options.userTower() : options.itemTower());
        sizes.add(options.outputDim());
        return network(network, sizes, inputs);
    }

    private double[] inputs(Parameters parameters, FeatureSide side, String prefix, EntityFeatures entities, int key) {
        Schema schema = world.schema();
        List<Double> inputs = new ArrayList<>();
        for (Feature feature : schema.features()) {
            if (feature.side() != side) {
                continue;
            }
            if (feature instanceof DenseFeature) {
                int column = entities.columns().dense().indexOf(feature);
                inputs.add((double)
                        entities.dense()[key * entities.columns().dense().size() + column]);
            } else if (feature instanceof CategoricalFeature categorical) {
                int column = entities.columns().categorical().indexOf(feature);
                int id = feature.equals(schema.key(side)) ? key : entities.categorical()[column][key];
                addMean(inputs, parameters.of(prefix + "-" + categorical.vocabulary()), new int[] {id});
            } else if (feature instanceof SequenceFeature sequence) {
                JaggedIds ids =
                        entities.sequences()[entities.columns().sequences().indexOf(feature)];
                int[] row = Arrays.copyOfRange(ids.values(), ids.start(key), ids.start(key + 1));
                addMean(inputs, parameters.of(prefix + "-" + sequence.vocabulary()), row);
            }
        }
        return inputs.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private void addMean(List<Double> inputs, double[] table, int[] ids) {
        for (int d = 0; d < options.embeddingDim(); d++) {
            double sum = 0;
            for (int id : ids) {
                sum += table[id * options.embeddingDim() + d];
            }
            inputs.add(ids.length == 0 ? 0 : sum / ids.length);
        }
    }

    /** Dense layers with relu between them; parameters are, per layer, W by columns, then b. */
    private static double[] network(double[] parameters, List<Integer> sizes, double[] inputs) {
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
                y[o] = layer == sizes.size() - 1 ? sum : Math.max(sum, 0);
            }
            start = biases + y.length;
            x = y;
        }
        return x;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
