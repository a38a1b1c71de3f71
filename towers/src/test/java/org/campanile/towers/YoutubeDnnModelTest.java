package org.campanile.towers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.config.TrainingConfiguration;
import org.campanile.core.embedding.TableState;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.Parameters;
import org.campanile.core.model.ReferenceTraining;
import org.campanile.core.model.RetrievalModel;
import org.campanile.core.model.UserQueries;
import org.campanile.towers.ReferenceHistories.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YoutubeDnnModelTest {
    private static final long SEED = 9;
    private static final int EPOCH = 3;
    private static final Interactions WORLD = Interactions.withHistories(new Random(1));

    static Stream<Arguments> options() {
        TowerOptions features = Options.of(List.of(5, 4), List.of(6), 3, Similarity.COSINE);
        TowerOptions ofItems = Options.keysOnly(RetrievalLoss.IN_BATCH_SOFTMAX, Similarity.COSINE);
        return Stream.of(
                Arguments.of("mean", dnn(HistoryPooling.MEAN, 0, UserKeyUse.IGNORE, ofItems), 1),
                Arguments.of("recency", dnn(HistoryPooling.RECENCY, 0, UserKeyUse.IGNORE, ofItems), 1),
                Arguments.of(
                        "linear map", dnn(HistoryPooling.RECENCY, HistoryMap.LINEAR, 0, UserKeyUse.IGNORE, ofItems), 2),
                Arguments.of("dropout", dnn(HistoryPooling.RECENCY, 0.4, UserKeyUse.IGNORE, ofItems), 2),
                Arguments.of("features", dnn(HistoryPooling.RECENCY, 0, UserKeyUse.IGNORE, features), 2),
                Arguments.of("features and key", dnn(HistoryPooling.MEAN, 0.2, UserKeyUse.EMBED, features), 3),
                Arguments.of(
                        "full softmax",
                        dnn(HistoryPooling.RECENCY, 0, UserKeyUse.IGNORE, ofItems(RetrievalLoss.FULL_SOFTMAX)),
                        2),
                Arguments.of(
                        "sampled softmax",
                        dnn(HistoryPooling.RECENCY, 0, UserKeyUse.EMBED, ofItems(RetrievalLoss.SAMPLED_SOFTMAX)),
                        2),
                Arguments.of("bpr", dnn(HistoryPooling.MEAN, 0, UserKeyUse.IGNORE, ofItems(RetrievalLoss.BPR)), 1));
    }

    private static TowerOptions ofItems(RetrievalLoss loss) {
        return Options.keysOnly(loss, Similarity.DOT);
    }

    private static YoutubeDnnOptions dnn(
            HistoryPooling pooling, double dropout, UserKeyUse userKey, TowerOptions towers) {
        return dnn(pooling, HistoryMap.NONE, dropout, userKey, towers);
    }

    private static YoutubeDnnOptions dnn(
            HistoryPooling pooling, HistoryMap map, double dropout, UserKeyUse userKey, TowerOptions towers) {
        return new YoutubeDnnOptions(
                new HistoryOptions(5, dropout, userKey, EmptyHistories.TRAIN), pooling, map, towers);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("options")
    void stepDescendsTheGradientOfTheLoss(String name, YoutubeDnnOptions options, int threads) {
        Batch batch = WORLD.samples(10, new Random(2));
        ReferenceDssm reference = new ReferenceDssm(WORLD, options.towers(), SEED, reference(options));
        try (RetrievalModel model = model(options, threads)) {
            assertThat(model.readsHistories()).isTrue();
            Descent.assertStepDescends(model, EPOCH, batch, parameters -> reference.loss(parameters, EPOCH, batch));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("options")
    void fiftyStepsOfTrainingFollowDoublePrecision(String name, YoutubeDnnOptions options, int threads) {
        TrainingConfiguration training = Interactions.adaptive();
        ReferenceDssm definition = new ReferenceDssm(WORLD, options.towers(), SEED, reference(options));
        Random random = new Random(8);
        try (RetrievalModel model = model(options, threads, training)) {
            Parameters.randomize(model.state(), new Random(4));
            ReferenceTraining reference = new ReferenceTraining(model.state(), training);
            for (int step = 0; step < 50; step++) {
                Batch batch = WORLD.samples(6, random);
                int epoch = step;
                double expected = reference.step(parameters -> definition.loss(parameters, epoch, batch));
                assertThat(model.trainStep(epoch, batch).meanLoss())
                        .as("loss of step %d", step)
                        .isCloseTo(expected, within(1e-4));
            }
        }
    }

    @Test
    void aBatchWithoutHistoriesLeavesTheItemsOfTheOthersAlone() {
        YoutubeDnnOptions options =
                dnn(HistoryPooling.RECENCY, 0, UserKeyUse.IGNORE, ofItems(RetrievalLoss.IN_BATCH_SOFTMAX));
        Batch batch = WORLD.samples(4, new Random(2));
        JaggedIds histories = batch.sequence(0);
        histories.clear();
        for (int row = 0; row < 4; row++) {
            histories.addRow(new int[0], 0, 0);
        }
        try (RetrievalModel model = model(options, 2)) {
            List<float[]> before = Parameters.all(model.state());
            // Users are zeros, so that all items score 0: of four different ones each has a probability of 1 / 4.
            model.trainStep(EPOCH, batch);
            List<float[]> after = Parameters.all(model.state());
            for (int i = 0; i < before.size(); i++) {
                assertThat(after.get(i)).containsExactly(before.get(i));
            }
        }
    }

    @Test
    void samplesWithoutHistoryAreLeftOutUnlessUsersAreKnownByMore() {
        Batch batch = WORLD.samples(10, new Random(2));
        batch.sequence(0).clear();
        int[][] histories = {{}, {3, 4}, {0, 0}, {5}, {0, 6}, {7}, {8}, {9}, {1}, {2}};
        for (int[] history : histories) {
            batch.sequence(0).addRow(history, 0, history.length);
        }
        TowerOptions ofItems = Options.keysOnly(RetrievalLoss.IN_BATCH_SOFTMAX, Similarity.COSINE);
        TowerOptions withFeatures = Options.of(List.of(5, 4), List.of(6), 3, Similarity.COSINE);

        assertThat(samples(ofItems, UserKeyUse.IGNORE, batch)).isEqualTo(8);
        assertThat(samples(ofItems, UserKeyUse.EMBED, batch)).isEqualTo(10);
        assertThat(samples(withFeatures, UserKeyUse.IGNORE, batch)).isEqualTo(10);
    }

    private static int samples(TowerOptions towers, UserKeyUse userKey, Batch batch) {
        YoutubeDnnOptions options = new YoutubeDnnOptions(
                new HistoryOptions(5, 0, userKey, EmptyHistories.SKIP), HistoryPooling.MEAN, HistoryMap.NONE, towers);
        try (RetrievalModel model = model(options, 1)) {
            return model.trainStep(EPOCH, batch).samples();
        }
    }

    @Test
    void vectorsOfQueriesAreThoseOfWholeHistoriesWithoutDropout() {
        YoutubeDnnOptions options = dnn(
                HistoryPooling.RECENCY, 0.9, UserKeyUse.IGNORE, Options.of(List.of(), List.of(), 4, Similarity.COSINE));
        Batch batch = WORLD.samples(7, new Random(3));
        try (RetrievalModel model = model(options, 1);
                FloatMatrix vectors = new FloatMatrix(7, 4)) {
            Parameters.randomize(model.state(), new Random(4));
            UserQueries queries = new UserQueries();
            for (int row = 0; row < 7; row++) {
                queries.add(batch.categorical(0)[row], history(batch, row));
            }
            model.userVectors(queries, vectors);

            YoutubeDnnOptions whole = dnn(HistoryPooling.RECENCY, 0, UserKeyUse.IGNORE, options.towers());
            Parameters parameters = Parameters.of(model.state());
            for (int row = 0; row < 7; row++) {
                double[] expected = reference(whole).vector(parameters, EPOCH, batch, row, new double[0]);
                for (int d = 0; d < 4; d++) {
                    assertThat((double) vectors.get(row, d)).isCloseTo(expected[d] / 0.7, within(1e-5));
                }
            }
        }
    }

    @Test
    void theLinearMapBeginsAsTheIdentity() {
        TowerOptions ofItems = Options.keysOnly(RetrievalLoss.BPR, Similarity.COSINE);
        Batch batch = WORLD.samples(7, new Random(3));
        try (RetrievalModel mapped =
                        model(dnn(HistoryPooling.MEAN, HistoryMap.LINEAR, 0, UserKeyUse.IGNORE, ofItems), 1);
                RetrievalModel plain = model(dnn(HistoryPooling.MEAN, 0, UserKeyUse.IGNORE, ofItems), 1);
                FloatMatrix found = new FloatMatrix(7, 3);
                FloatMatrix expected = new FloatMatrix(7, 3)) {
            UserQueries queries = new UserQueries();
            for (int row = 0; row < 7; row++) {
                queries.add(batch.categorical(0)[row], history(batch, row));
            }
            mapped.userVectors(queries, found);
            plain.userVectors(queries, expected);

            assertThat(mapped.state().dense()).hasSize(1);
            for (int row = 0; row < 7; row++) {
                for (int d = 0; d < 3; d++) {
                    assertThat(found.get(row, d)).isCloseTo(expected.get(row, d), within(1e-6f));
                }
            }
        }
    }

    @Test
    void historyAndItemsShareATable() {
        YoutubeDnnOptions options = dnn(
                HistoryPooling.RECENCY, 0, UserKeyUse.IGNORE, Options.keysOnly(RetrievalLoss.BPR, Similarity.COSINE));
        try (RetrievalModel model = model(options, 1)) {
            assertThat(model.state().tables())
                    .extracting(TableState::name)
                    .containsExactly("user-history-place", "item-item");
            assertThat(model.state().dense()).isEmpty();
        }
    }

    private static int[] history(Batch batch, int row) {
        JaggedIds ids = batch.sequence(0);
        return Arrays.copyOfRange(ids.values(), ids.start(row), ids.start(row + 1));
    }

    private static RetrievalModel model(YoutubeDnnOptions options, int threads) {
        return model(options, threads, Interactions.descent(Descent.RATE));
    }

    private static RetrievalModel model(YoutubeDnnOptions options, int threads, TrainingConfiguration training) {
        return (RetrievalModel) new YoutubeDnnFactory().create(WORLD.context(options, training, SEED, threads));
    }

    /** The weighted mean of the embeddings of the history, through the user tower. */
    private static ReferenceDssm.UserVectors reference(YoutubeDnnOptions options) {
        TowerOptions towers = options.towers();
        ReferenceDssm towerReference = new ReferenceDssm(WORLD, towers, SEED);
        ReferenceHistories histories = new ReferenceHistories(WORLD, towers, options.history(), SEED);
        return (parameters, epoch, batch, row, own) -> {
            double[] mean = new double[towers.embeddingDim()];
            List<Entry> entries = histories.entries(epoch, batch, row);
            double[] weights = histories.weights(options.historyPooling(), parameters, entries);
            for (int i = 0; i < weights.length; i++) {
                double[] embedding =
                        histories.embedding(parameters, entries.get(i).item());
                for (int d = 0; d < mean.length; d++) {
                    mean[d] += weights[i] * embedding[d];
                }
            }
            double[] inputs = histories.withFeatures(parameters, mean, batch, row);
            return towerReference.compared(towerReference.tower(parameters, "user-tower", towers.userTower(), inputs));
        };
    }

    @Test
    void pairsOfAWorldWithoutHistoriesAreRefused() {
        YoutubeDnnOptions options =
                dnn(HistoryPooling.MEAN, 0, UserKeyUse.IGNORE, Options.keysOnly(RetrievalLoss.BPR, Similarity.COSINE));
        assertThatThrownBy(() -> new YoutubeDnnFactory()
                        .create(Interactions.ofKeys(7, 11).context(options, Interactions.descent(1), SEED)))
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "Model type youtube-dnn needs what users took before, but the data set has no histories: set"
                                + " data.history.max-length, such as 50, and prepare it again.");
    }
}
