package org.campanile.towers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.loss.AccidentalHits;
import org.campanile.core.model.Parameters;
import org.campanile.core.negative.NegativeSampler;
import org.campanile.core.nn.Activation;
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

    /** The mean of the loss over the samples of the batch. */
    double loss(Parameters parameters, int epoch, Batch batch) {
        Vectors vectors = new Vectors(parameters);
        double sum = 0;
        for (int row = 0; row < batch.size(); row++) {
            double label = batch.labels()[row];
            int[] candidates = candidates(epoch, batch, row);
            double[] scores = new double[candidates.length];
            for (int c = 0; c < candidates.length; c++) {
                scores[c] = vectors.score(user(batch, row), candidates[c]);
            }
            sum += options.loss() == DssmLoss.POINT_WISE
                    ? pointWise(scores, label)
                    : label * softmax(scores, candidates);
        }
        return sum / batch.size();
    }

    /** The items that a sample is scored with: its own, then its negatives. */
    private int[] candidates(int epoch, Batch batch, int row) {
        int[] candidates = new int[1 + options.negatives()];
        switch (options.loss()) {
            case POINT_WISE, SAMPLED_SOFTMAX ->
                sampler.sample(epoch, batch.positions()[row], options.negatives(), candidates, 1);
            case SHARED_SAMPLED_SOFTMAX ->
                sampler.sample(epoch, batch.positions()[0], options.negatives(), candidates, 1);
            case IN_BATCH_SOFTMAX -> {
                candidates = new int[batch.size()];
                for (int other = 0; other < batch.size(); other++) {
                    candidates[other == row ? 0 : other < row ? other + 1 : other] = item(batch, other);
                }
            }
        }
        candidates[0] = item(batch, row);
        return candidates;
    }

    private static int user(Batch batch, int row) {
        return batch.categorical(batch.columns().categoricalColumn("user"))[row];
    }

    private static int item(Batch batch, int row) {
        return batch.categorical(batch.columns().categoricalColumn("item"))[row];
    }

    private static double pointWise(double[] scores, double label) {
        double sum = crossEntropy(scores[0], label);
        for (int c = 1; c < scores.length; c++) {
            sum += crossEntropy(scores[c], 0);
        }
        return sum / scores.length;
    }

    private double softmax(double[] scores, int[] candidates) {
        double sum = 0;
        for (int c = 0; c < scores.length; c++) {
            boolean isHit = c > 0 && candidates[c] == candidates[0];
            if (!isHit || options.accidentalHits() == AccidentalHits.KEEP) {
                sum += Math.exp(scores[c] - logQ(candidates[c]));
            }
        }
        return Math.log(sum) - scores[0] + logQ(candidates[0]);
    }

    private double logQ(int item) {
        if (options.loss() != DssmLoss.IN_BATCH_SOFTMAX || options.logQ() == LogQ.NONE) {
            return 0;
        }
        long[] counts = Interactions.counts(world.items().size());
        return Math.log((double) Math.max(1, counts[item])
                / (double) LongStream.of(counts).sum());
    }

    /** The vectors of one set of parameters, each computed once. */
    private final class Vectors {
        private final Parameters parameters;
        private final Map<Integer, double[]> users = new HashMap<>();
        private final Map<Integer, double[]> items = new HashMap<>();

        Vectors(Parameters parameters) {
            this.parameters = parameters;
        }

        double score(int user, int item) {
            double[] u = users.computeIfAbsent(user, key -> vector(parameters, FeatureSide.USER, key));
            double[] v = items.computeIfAbsent(item, key -> vector(parameters, FeatureSide.ITEM, key));
            double similarity = dot(u, v);
            if (options.similarity() == Similarity.COSINE) {
                similarity /= Math.sqrt(dot(u, u) + 1e-12) * Math.sqrt(dot(v, v) + 1e-12);
            }
            return similarity / options.temperature();
        }
    }

    double score(Parameters parameters, int user, int item) {
        return new Vectors(parameters).score(user, item);
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

    /** Dense layers with relu between them, and after the last if the options say so; parameters are, per layer, W by columns, then b. */
    private double[] network(double[] parameters, List<Integer> sizes, double[] inputs) {
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
                boolean isLinear = layer == sizes.size() - 1 && options.outputActivation() == Activation.IDENTITY;
                y[o] = isLinear ? sum : Math.max(sum, 0);
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
