package org.campanile.towers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.config.SequencePooling;
import org.campanile.core.loss.AccidentalHits;
import org.campanile.core.model.Parameters;
import org.campanile.core.negative.DistributionSampler;
import org.campanile.core.negative.DrawKeys;
import org.campanile.core.negative.ExcludingSampler;
import org.campanile.core.negative.ItemDistribution;
import org.campanile.core.negative.NegativeSampler;
import org.campanile.core.negative.NegativeSamplers;
import org.campanile.core.negative.NegativeSamplingOptions;
import org.campanile.core.negative.RowLabel;
import org.campanile.core.negative.ShownItemsSampler;
import org.campanile.core.negative.Subsampling;
import org.campanile.core.negative.UserItems;
import org.campanile.core.nn.Activation;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;
import org.jspecify.annotations.Nullable;

/** DSSM in double precision, sample by sample, written from its definition. */
final class ReferenceDssm {
    private final Interactions world;
    private final TowerOptions options;
    private final NegativeSamplingOptions sampling;
    private final DrawKeys keys;
    private final UserItems positives;
    private final UserItems shown;
    private final long seed;
    private final UserVectors userVectors;
    private final NegativeSampler ownSampler;
    private final NegativeSampler sharedSampler;
    private final double[] probabilities;

    ReferenceDssm(Interactions world, TowerOptions options, long seed) {
        this(world, options, seed, null);
    }

    /** @param users makes the vectors of users; null: those of keys and the features stored by them */
    ReferenceDssm(Interactions world, TowerOptions options, long seed, @Nullable UserVectors users) {
        this.userVectors = users == null
                ? (parameters, epoch, batch, row, own) ->
                        compared(vector(parameters, FeatureSide.USER, user(batch, row)))
                : users;
        this.world = world;
        this.options = options;
        this.sampling = options.negativeSampling();
        this.keys = new DrawKeys(seed, sampling.drawn());
        this.positives = sampling.excludePositives()
                ? world.userItems(RowLabel.POSITIVE)
                : UserItems.none(world.users().size());
        this.shown = world.userItems(RowLabel.NEGATIVE).without(positives);
        this.seed = seed;
        ItemDistribution distribution =
                NegativeSamplers.distribution(sampling, world.items().size(), this::counts);
        this.sharedSampler = new DistributionSampler(distribution);
        NegativeSampler others =
                sampling.excludePositives() ? new ExcludingSampler(distribution, positives) : sharedSampler;
        this.ownSampler =
                sampling.shown() == 0 ? others : new ShownItemsSampler(others, shown, sampling.shown(), drawn());
        this.probabilities = probabilities();
    }

    /** The mean of the loss over the samples of the batch that are trained with. */
    double loss(Parameters parameters, int epoch, Batch batch) {
        Vectors vectors = new Vectors(parameters);
        double sum = 0;
        int[] rows = rows(epoch, batch);
        for (int row : rows) {
            double label = batch.labels(label())[row];
            int[] candidates = candidates(epoch, batch, row, rows);
            double[] u = vectors.user(epoch, batch, row);
            double[] scores = new double[candidates.length];
            for (int c = 0; c < candidates.length; c++) {
                scores[c] = dot(u, vectors.item(candidates[c])) / options.temperature();
            }
            keepHardest(scores);
            sum += switch (options.loss()) {
                case POINT_WISE -> pointWise(scores, label);
                case SQUARED_ERROR -> squaredError(scores, label);
                case BPR, HINGE -> label * weightOf(candidates[0]) * pairWise(scores, candidates);
                default -> label * weightOf(candidates[0]) * softmax(scores, candidates, user(batch, row), rows.length);
            };
        }
        return sum / rows.length;
    }

    /** Number of samples of the batch that are trained with. */
    int samples(int epoch, Batch batch) {
        return rows(epoch, batch).length;
    }

    private int[] rows(int epoch, Batch batch) {
        IntStream all = IntStream.range(0, batch.size());
        if (sampling.subsampling() == 0) {
            return all.toArray();
        }
        Subsampling subsampling = new Subsampling(counts(), sampling.subsampling(), seed);
        return all.filter(row -> subsampling.keeps(epoch, batch.positions()[row], item(batch, row)))
                .toArray();
    }

    /** The items that a sample is scored with: its own, then its negatives. */
    private int[] candidates(int epoch, Batch batch, int row, int[] rows) {
        IntStream others = IntStream.of(rows).filter(other -> other != row).map(other -> item(batch, other));
        IntStream negatives = switch (options.loss()) {
            case POINT_WISE, SQUARED_ERROR, BPR, HINGE, SAMPLED_SOFTMAX ->
                IntStream.of(ownNegatives(epoch, batch, row));
            case SHARED_SAMPLED_SOFTMAX -> IntStream.of(sharedNegatives(epoch, batch, rows[0]));
            case IN_BATCH_SOFTMAX -> others;
            case FULL_SOFTMAX -> IntStream.range(1, world.items().size()).filter(item -> item != item(batch, row));
            case MIXED_SOFTMAX -> IntStream.concat(others, IntStream.of(sharedNegatives(epoch, batch, rows[0])));
        };
        return IntStream.concat(IntStream.of(item(batch, row)), negatives).toArray();
    }

    private int[] ownNegatives(int epoch, Batch batch, int row) {
        int[] drawn = new int[drawn()];
        long key = keys.key(epoch, batch.positions()[row], user(batch, row), item(batch, row));
        ownSampler.sample(key, user(batch, row), drawn.length, drawn, 0);
        return drawn;
    }

    private int[] sharedNegatives(int epoch, Batch batch, int first) {
        int[] drawn = new int[options.negatives()];
        sharedSampler.sample(keys.key(epoch, batch.positions()[first], 0, 0), 0, drawn.length, drawn, 0);
        return drawn;
    }

    private int drawn() {
        return Math.max(options.negatives(), sampling.pool());
    }

    private long[] counts() {
        return Interactions.counts(world.items().size());
    }

    /** Of a pool, the negatives with the highest scores; the others never occurred. */
    private void keepHardest(double[] scores) {
        if (sampling.pool() > 0) {
            double[] sorted = Arrays.copyOfRange(scores, 1, scores.length);
            Arrays.sort(sorted);
            double least = sorted[sorted.length - options.negatives()];
            int kept = 0;
            for (int c = 1; c < scores.length; c++) {
                boolean isKept = scores[c] > least
                        || (scores[c] == least
                                && kept
                                        < options.negatives()
                                                - (int) Arrays.stream(sorted)
                                                        .filter(score -> score > least)
                                                        .count());
                kept += isKept && scores[c] == least ? 1 : 0;
                scores[c] = isKept ? scores[c] : Double.NEGATIVE_INFINITY;
            }
        }
    }

    private int label() {
        return Math.max(0, world.schema().targets().labels().indexOf(options.target()));
    }

    private static int user(Batch batch, int row) {
        return batch.categorical(batch.columns().categoricalColumn("user"))[row];
    }

    private static int item(Batch batch, int row) {
        return batch.categorical(batch.columns().categoricalColumn("item"))[row];
    }

    private double pointWise(double[] scores, double label) {
        double sum = crossEntropy(scores[0], label);
        for (int c = 1; c < scores.length; c++) {
            sum += crossEntropy(scores[c], 0);
        }
        return sum / (1 + options.negatives());
    }

    private double squaredError(double[] scores, double target) {
        double sum = (scores[0] - target) * (scores[0] - target);
        for (int c = 1; c < scores.length; c++) {
            sum += scores[c] == Double.NEGATIVE_INFINITY ? 0 : scores[c] * scores[c];
        }
        return sum / (1 + options.negatives());
    }

    private double pairWise(double[] scores, int[] candidates) {
        double sum = 0;
        for (int c = 1; c < scores.length; c++) {
            boolean isMasked = candidates[c] == candidates[0] && options.accidentalHits() == AccidentalHits.MASK;
            if (!isMasked && scores[c] != Double.NEGATIVE_INFINITY) {
                double difference = scores[0] - scores[c];
                sum += options.loss() == RetrievalLoss.BPR
                        ? -Math.log(1 / (1 + Math.exp(-difference)))
                        : Math.max(0, options.margin() - difference);
            }
        }
        return sum / options.negatives();
    }

    /** Inverse propensity, on average over the training rows 1. */
    private double weightOf(int item) {
        if (options.inversePropensity() == 0) {
            return 1;
        }
        double mean = 0;
        double all = 0;
        for (int other = 0; other < counts().length; other++) {
            mean += Math.pow(share(other), 1 - options.inversePropensity());
            all += share(other);
        }
        return Math.pow(share(item), -options.inversePropensity()) * all / mean;
    }

    private double softmax(double[] scores, int[] candidates, int user, int samples) {
        boolean isShared = options.loss() != RetrievalLoss.SAMPLED_SOFTMAX;
        double sum = 0;
        for (int c = 0; c < scores.length; c++) {
            boolean isHit = c > 0 && candidates[c] == candidates[0];
            boolean isPositive = c > 0 && isShared && positives.contains(user, candidates[c]);
            if (!isPositive && (!isHit || options.accidentalHits() == AccidentalHits.KEEP)) {
                sum += Math.exp(scores[c] - logQ(candidates[c], user, samples));
            }
        }
        return Math.log(sum) - scores[0] + logQ(candidates[0], user, samples);
    }

    private double logQ(int item, int user, int samples) {
        if (options.logQ() == LogQ.NONE) {
            return 0;
        }
        double drawn = probability(item);
        double inBatch = share(item);
        double all = samples + options.negatives();
        return options.logQStrength()
                * Math.log(
                        switch (options.loss()) {
                            case POINT_WISE, SQUARED_ERROR, BPR, HINGE, FULL_SOFTMAX -> 1;
                            case SAMPLED_SOFTMAX -> ownProbability(item, user);
                            case SHARED_SAMPLED_SOFTMAX -> drawn;
                            case IN_BATCH_SOFTMAX -> inBatch;
                            case MIXED_SOFTMAX -> samples / all * inBatch + options.negatives() / all * drawn;
                        });
    }

    /** The item's share of the rows that subsampling leaves. */
    private double share(int item) {
        double total = 0;
        for (int other = 0; other < counts().length; other++) {
            total += counts()[other] * kept(other);
        }
        return Math.max(1, counts()[item]) * kept(item) / total;
    }

    private double kept(int item) {
        double all = (double) LongStream.of(counts()).sum();
        return sampling.subsampling() == 0 || counts()[item] == 0
                ? 1
                : Math.min(1, Math.sqrt(sampling.subsampling() / (counts()[item] / all)));
    }

    private double ownProbability(int item, int user) {
        double left = 1;
        for (int place = 0; place < positives.count(user); place++) {
            left -= probability(positives.item(user, place));
        }
        double others = positives.contains(user, item) ? probability(item) : probability(item) / left;
        if (sampling.shown() == 0 || shown.count(user) == 0) {
            return others;
        }
        double share = sampling.shown() / (double) drawn();
        return (1 - share) * others + (shown.contains(user, item) ? share / shown.count(user) : 0);
    }

    private double probability(int item) {
        return probabilities[item];
    }

    /** From the definitions. */
    private double[] probabilities() {
        int known = world.items().size() - 1;
        double sum = IntStream.rangeClosed(1, known).mapToDouble(this::weight).sum();
        return IntStream.rangeClosed(0, known)
                .mapToDouble(item -> weight(item) / sum)
                .toArray();
    }

    private double weight(int item) {
        double count = (double) Math.max(1, counts()[item]);
        return switch (sampling.distribution()) {
            case UNIFORM -> 1;
            case POPULARITY -> Math.sqrt(count);
            case WORD2VEC -> Math.pow(count, 0.75);
            case LOG_UNIFORM, TENCENT -> {
                // Counts grow with the index, but item 2 has none.
                int known = world.items().size() - 1;
                int rank = item == 2 ? known - 1 : item == 1 ? known - 2 : known - item;
                yield Math.log(rank + 2) - Math.log(rank + 1);
            }
        };
    }

    /** The vectors of one set of parameters, each computed once. */
    private final class Vectors {
        private final Parameters parameters;
        private final Map<Integer, double[]> users = new HashMap<>();
        private final Map<Integer, double[]> items = new HashMap<>();

        Vectors(Parameters parameters) {
            this.parameters = parameters;
        }

        double[] user(int epoch, Batch batch, int row) {
            return userVectors.vector(parameters, epoch, batch, row, item(ReferenceDssm.item(batch, row)));
        }

        double[] user(int key) {
            return users.computeIfAbsent(key, user -> compared(vector(parameters, FeatureSide.USER, user)));
        }

        double[] item(int key) {
            return items.computeIfAbsent(key, item -> compared(vector(parameters, FeatureSide.ITEM, item)));
        }
    }

    /** The vector of a sample's user, as it is compared. */
    interface UserVectors {
        /**
         * The vector.
         *
         * @param own the vector of the sample's item, as it is compared
         */
        double[] vector(Parameters parameters, int epoch, Batch batch, int row, double[] own);
    }

    /** For the cosine, of length 1. */
    double[] compared(double[] vector) {
        if (options.similarity() == Similarity.DOT) {
            return vector;
        }
        double length = Math.sqrt(dot(vector, vector) + 1e-12);
        return Arrays.stream(vector).map(number -> number / length).toArray();
    }

    double score(Parameters parameters, int user, int item) {
        Vectors vectors = new Vectors(parameters);
        return dot(vectors.user(user), vectors.item(item)) / options.temperature();
    }

    private static double crossEntropy(double score, double label) {
        double probability = 1 / (1 + Math.exp(-score));
        double ofOne = label == 0 ? 0 : label * Math.log(probability);
        return -ofOne - (1 - label) * Math.log(1 - probability);
    }

    private double[] vector(Parameters parameters, FeatureSide side, int key) {
        boolean isUser = side == FeatureSide.USER;
        String prefix = isUser ? "user" : "item";
        double[] inputs = inputs(parameters, side, prefix, isUser ? world.users() : world.items(), key);
        return tower(parameters, prefix + "-tower", isUser ? options.userTower() : options.itemTower(), inputs);
    }

    /** A network with the given layers on the inputs. */
    double[] tower(Parameters parameters, String name, List<Integer> hidden, double[] inputs) {
        double[] network = parameters.of(name);
        List<Integer> sizes = new ArrayList<>(hidden);
        sizes.add(options.outputDim());
        return network == null ? inputs : network(network, sizes, inputs);
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
                double[] table = parameters.of(prefix + "-" + sequence.vocabulary());
                if (sequence.pooling() == SequencePooling.MAX) {
                    addMaximum(inputs, table, row);
                } else {
                    addMean(inputs, table, row);
                }
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

    private void addMaximum(List<Double> inputs, double[] table, int[] ids) {
        for (int d = 0; d < options.embeddingDim(); d++) {
            int column = d;
            inputs.add(Arrays.stream(ids)
                    .mapToDouble(id -> table[id * options.embeddingDim() + column])
                    .max()
                    .orElse(0));
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

    static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
