package org.campanile.towers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.campanile.core.batch.Batch;
import org.campanile.core.config.TrainingConfiguration;
import org.campanile.core.math.CounterRandom;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.Parameters;
import org.campanile.core.model.ReferenceTraining;
import org.campanile.core.model.RetrievalModel;
import org.campanile.core.model.UserQueries;
import org.campanile.core.nn.Activation;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.DenseNetworkSettings;
import org.campanile.towers.ReferenceHistories.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MindModelTest {
    private static final long SEED = 9;
    private static final int EPOCH = 3;
    private static final int INTERESTS = 3;
    private static final int ITERATIONS = 3;
    private static final Interactions WORLD = Interactions.withHistories(new Random(1));

    static Stream<Arguments> options() {
        TowerOptions features = Options.of(List.of(5), List.of(6), 3, Similarity.COSINE);
        return Stream.of(
                Arguments.of("dot", mind(1, 0, keysOnly(RetrievalLoss.IN_BATCH_SOFTMAX, Similarity.DOT)), 1),
                Arguments.of("as published", published(keysOnly(RetrievalLoss.IN_BATCH_SOFTMAX, Similarity.DOT)), 1),
                Arguments.of("cosine", mind(1, 0, keysOnly(RetrievalLoss.IN_BATCH_SOFTMAX, Similarity.COSINE)), 2),
                Arguments.of("power 2", mind(2, 0, keysOnly(RetrievalLoss.SAMPLED_SOFTMAX, Similarity.COSINE)), 2),
                Arguments.of("power 1/2", mind(0.5, 0, keysOnly(RetrievalLoss.SAMPLED_SOFTMAX, Similarity.DOT)), 3),
                Arguments.of("full", mind(1.5, 0.3, keysOnly(RetrievalLoss.FULL_SOFTMAX, Similarity.COSINE)), 2),
                Arguments.of("shared", mind(1, 0, keysOnly(RetrievalLoss.SHARED_SAMPLED_SOFTMAX, Similarity.DOT)), 2),
                Arguments.of("features", mind(1, 0, features), 2));
    }

    private static TowerOptions keysOnly(RetrievalLoss loss, Similarity similarity) {
        return Options.keysOnly(loss, similarity);
    }

    private static MindOptions mind(double power, double dropout, TowerOptions towers) {
        return new MindOptions(
                new HistoryOptions(8, dropout, UserKeyUse.IGNORE, EmptyHistories.TRAIN),
                INTERESTS,
                HistoryPooling.RECENCY,
                0.3,
                ITERATIONS,
                RoutingAgreement.COSINE,
                0.3,
                1,
                power,
                towers);
    }

    private static MindOptions published(TowerOptions towers) {
        return new MindOptions(
                new HistoryOptions(8, 0, UserKeyUse.IGNORE, EmptyHistories.TRAIN),
                INTERESTS,
                HistoryPooling.MEAN,
                0,
                ITERATIONS,
                RoutingAgreement.DOT,
                0.3,
                1,
                1,
                towers);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("options")
    void stepDescendsTheGradientOfTheLoss(String name, MindOptions options, int threads) {
        Batch batch = WORLD.samples(10, new Random(2));
        Routing routing = new Routing(options);
        ReferenceDssm reference = new ReferenceDssm(WORLD, options.towers(), SEED, routing::trained);
        try (RetrievalModel model = model(options, threads)) {
            Descent.assertStepDescends(model, EPOCH, batch, parameters -> reference.loss(parameters, EPOCH, batch));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("options")
    void fiftyStepsOfTrainingFollowDoublePrecision(String name, MindOptions options, int threads) {
        TrainingConfiguration training = Interactions.adaptive();
        Random random = new Random(8);
        try (RetrievalModel model = model(options, threads, training)) {
            Parameters.randomize(model.state(), new Random(4));
            ReferenceTraining reference = new ReferenceTraining(model.state(), training);
            for (int step = 0; step < 50; step++) {
                Batch batch = WORLD.samples(6, random);
                int epoch = step;
                Routing routing = new Routing(options);
                ReferenceDssm definition = new ReferenceDssm(WORLD, options.towers(), SEED, routing::trained);
                double expected = reference.step(parameters -> definition.loss(parameters, epoch, batch));
                assertThat(model.trainStep(epoch, batch).meanLoss())
                        .as("loss of step %d", step)
                        .isCloseTo(expected, within(1e-4));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "3, 1", "4, 2", "7, 2", "8, 3", "15, 3", "16, 4", "1000, 4"})
    void interestsGrowWithTheLogarithmOfTheHistory(int length, int interests) {
        DenseNetwork map = DenseNetwork.create(new DenseNetworkSettings(
                "map",
                2,
                List.of(),
                2,
                Activation.RELU,
                Activation.IDENTITY,
                Interactions.descent(1).denseOptimizer(),
                SEED));
        try (CapsuleRouting routing = new CapsuleRouting(
                new CapsuleSettings(4, ITERATIONS, RoutingAgreement.DOT, 1, 1, 0, SEED),
                8,
                map,
                PlaceWeights.alike())) {
            assertThat(routing.interestsOf(length)).isEqualTo(interests);
        }
    }

    /** The vectors of a query are the interests, and the first once more for each that the user does not have. */
    @Test
    void usersHaveTheInterestsOfTheirHistories() {
        MindOptions options = mind(1, 0, keysOnly(RetrievalLoss.BPR, Similarity.COSINE));
        Batch batch = WORLD.samples(10, new Random(3));
        try (RetrievalModel model = model(options, 1);
                FloatMatrix vectors = new FloatMatrix(10 * INTERESTS, 3)) {
            Parameters.randomize(model.state(), new Random(4));
            UserQueries queries = new UserQueries();
            for (int row = 0; row < 10; row++) {
                int from = batch.sequence(0).start(row);
                int to = batch.sequence(0).start(row + 1);
                queries.add(0, Arrays.copyOfRange(batch.sequence(0).values(), from, to));
            }
            model.userVectors(queries, vectors);

            Parameters parameters = Parameters.of(model.state());
            for (int row = 0; row < 10; row++) {
                double[][] expected = new Routing(options).interests(parameters, EPOCH, batch, row);
                for (int k = 0; k < INTERESTS; k++) {
                    double[] interest = expected[k < expected.length ? k : 0];
                    for (int d = 0; d < 3; d++) {
                        assertThat((double) vectors.get(row * INTERESTS + k, d))
                                .as("user %d, interest %d", row, k)
                                .isCloseTo(interest[d] / 0.7, within(1e-4));
                    }
                }
            }
        }
    }

    private static RetrievalModel model(MindOptions options, int threads) {
        return model(options, threads, Interactions.descent(Descent.RATE));
    }

    private static RetrievalModel model(MindOptions options, int threads, TrainingConfiguration training) {
        return (RetrievalModel) new MindFactory().create(WORLD.context(options, training, SEED, threads));
    }

    /**
     * Routing and attention from their definitions. The routing weights of the first call for a sample are kept, since the
     * gradient takes them for constants.
     */
    private static final class Routing {
        private final MindOptions options;
        private final TowerOptions towers;
        private final ReferenceDssm towerReference;
        private final ReferenceHistories histories;
        private final Map<Integer, double[][]> weights = new HashMap<>();

        Routing(MindOptions options) {
            this.options = options;
            this.towers = options.towers();
            this.towerReference = new ReferenceDssm(WORLD, towers, SEED);
            this.histories = new ReferenceHistories(WORLD, towers, options.history(), SEED);
        }

        static int interestsOf(int length, int most) {
            return Math.max(1, Math.min(most, (int) (Math.log(Math.max(1, length)) / Math.log(2) + 1e-9)));
        }

        double[] trained(Parameters parameters, int epoch, Batch batch, int row, double[] own) {
            double[][] interests = interests(parameters, epoch, batch, row);
            double[] attention = new double[interests.length];
            double sum = 0;
            for (int j = 0; j < interests.length; j++) {
                double score = ReferenceDssm.dot(interests[j], own) / towers.temperature();
                attention[j] = Math.exp(Math.signum(score) * Math.pow(Math.abs(score), options.attentionPower()));
                sum += attention[j];
            }
            double[] u = new double[own.length];
            for (int j = 0; j < interests.length; j++) {
                for (int d = 0; d < u.length; d++) {
                    u[d] += attention[j] / sum * interests[j][d];
                }
            }
            return u;
        }

        double[][] interests(Parameters parameters, int epoch, Batch batch, int row) {
            List<Entry> entries = histories.entries(epoch, batch, row);
            double[] shares = histories.weights(options.historyPooling(), parameters, entries);
            double[][] mapped = new double[shares.length][];
            for (int i = 0; i < shares.length; i++) {
                double share = shares.length * shares[i];
                double[] embedding =
                        histories.embedding(parameters, entries.get(i).item());
                mapped[i] = DoubleStream.of(map(parameters, embedding))
                        .map(number -> share * number)
                        .toArray();
            }
            int count = interestsOf(entries.size(), INTERESTS);
            double[][] w = weights.computeIfAbsent(row, key -> route(entries, mapped, count));
            double[][] capsules = capsules(mapped, w, count, options.residual());
            return Arrays.stream(capsules)
                    .map(capsule -> histories.withFeatures(parameters, capsule, batch, row))
                    .map(inputs -> towerReference.compared(
                            towerReference.tower(parameters, "user-tower", towers.userTower(), inputs)))
                    .toArray(double[][]::new);
        }

        /** The weights of the last iteration, by item and interest. */
        private double[][] route(List<Entry> entries, double[][] mapped, int count) {
            long key = CounterRandom.seedFor(SEED, "routing-logits");
            double[][] logits = new double[mapped.length][count];
            for (int i = 0; i < mapped.length; i++) {
                for (int j = 0; j < count; j++) {
                    logits[i][j] = CounterRandom.gaussian(
                            CounterRandom.hash(key, entries.get(i).place() * INTERESTS + j));
                }
            }
            double[][] w = new double[mapped.length][count];
            for (int iteration = 0; iteration < ITERATIONS; iteration++) {
                for (int i = 0; i < mapped.length; i++) {
                    double sum = Arrays.stream(logits[i]).map(Math::exp).sum();
                    for (int j = 0; j < count; j++) {
                        w[i][j] = Math.exp(logits[i][j]) / sum;
                    }
                }
                double[][] capsules = capsules(mapped, w, count, 0);
                for (int i = 0; i < mapped.length; i++) {
                    for (int j = 0; j < count; j++) {
                        double product = ReferenceDssm.dot(capsules[j], mapped[i]);
                        double lengths = Math.sqrt(
                                ReferenceDssm.dot(capsules[j], capsules[j]) * ReferenceDssm.dot(mapped[i], mapped[i]));
                        logits[i][j] += options.routingAgreement() == RoutingAgreement.DOT
                                ? product
                                : product / lengths / options.routingTemperature();
                    }
                }
            }
            return w;
        }

        private double[][] capsules(double[][] mapped, double[][] w, int count, double residual) {
            double[][] capsules = new double[count][towers.embeddingDim()];
            for (int j = 0; j < count; j++) {
                for (int i = 0; i < mapped.length; i++) {
                    for (int d = 0; d < capsules[j].length; d++) {
                        capsules[j][d] += (w[i][j] + residual) * mapped[i][d];
                    }
                }
                double square = ReferenceDssm.dot(capsules[j], capsules[j]);
                double factor = square == 0 ? 0 : square / (1 + square) / Math.sqrt(square);
                for (int d = 0; d < capsules[j].length; d++) {
                    capsules[j][d] *= factor;
                }
            }
            return capsules;
        }

        /** Parameters are W column by column, that is by output, then the bias. */
        private double[] map(Parameters parameters, double[] embedding) {
            double[] map = parameters.of("routing-map");
            double[] result = new double[embedding.length];
            for (int o = 0; o < result.length; o++) {
                result[o] = map[result.length * result.length + o];
                for (int i = 0; i < embedding.length; i++) {
                    result[o] += embedding[i] * map[o * embedding.length + i];
                }
            }
            return result;
        }
    }
}
