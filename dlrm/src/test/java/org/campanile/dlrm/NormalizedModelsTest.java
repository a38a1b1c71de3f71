package org.campanile.dlrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.campanile.core.batch.Batch;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.math.SelfPairs;
import org.campanile.core.model.ModelFactories;
import org.campanile.core.model.Parameters;
import org.campanile.core.model.RankingModel;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.nn.Normalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Batch normalisation reaches every hidden layer of a model, in training and in prediction. */
class NormalizedModelsTest {
    private static final int SAMPLES = 12;
    private static final MixtureOptions MIXTURE = new MixtureOptions(2, List.of(5), List.of(3));

    /** A type, its options, and how many more parameters normalisation gives: three for each output of a hidden layer. */
    static Stream<Arguments> models() {
        return Stream.of(
                Arguments.of("dlrm", dlrm(Normalization.BATCH), dlrm(Normalization.NONE), 3 * (5 + 3 + 4)),
                Arguments.of("deepfm", deepFm(Normalization.BATCH), deepFm(Normalization.NONE), 3 * (5 + 4)),
                Arguments.of(
                        "dcn",
                        dcn(DcnStructure.STACKED, MixtureOptions.NONE, Normalization.BATCH),
                        dcn(DcnStructure.STACKED, MixtureOptions.NONE, Normalization.NONE),
                        3 * (5 + 4)),
                Arguments.of(
                        "dcn",
                        dcn(DcnStructure.PARALLEL, MIXTURE, Normalization.BATCH),
                        dcn(DcnStructure.PARALLEL, MIXTURE, Normalization.NONE),
                        3 * (5 + 4 + 2 * 5 + 3)));
    }

    private static DlrmOptions dlrm(Normalization normalization) {
        return new DlrmOptions(
                DlrmPreset.NONE,
                3,
                List.of(5, 3),
                List.of(4),
                SelfPairs.LEFT_OUT,
                0,
                normalization,
                MixtureOptions.NONE,
                TablesOptions.NONE,
                ObjectiveOptions.CLICK);
    }

    private static DeepFmOptions deepFm(Normalization normalization) {
        DeepNetworkOptions deep = new DeepNetworkOptions(List.of(5, 4), 0, normalization);
        return new DeepFmOptions(3, deep, 0.5, TablesOptions.NONE, ObjectiveOptions.CLICK);
    }

    private static DcnOptions dcn(DcnStructure structure, MixtureOptions mixture, Normalization normalization) {
        DeepNetworkOptions deep = new DeepNetworkOptions(List.of(5, 4), 0, normalization);
        return new DcnOptions(3, 1, 0, 1, structure, deep, 0.5, mixture, TablesOptions.NONE, ObjectiveOptions.CLICK);
    }

    private static RankingModel model(String type, ModelOptions options, int threads) {
        return (RankingModel) ModelFactories.of(type).create(world().context(options, Clicks.adaptive(), 9, threads));
    }

    private static Clicks world() {
        return Clicks.ofUsersAndItems(new Random(1));
    }

    private static int parameters(RankingModel model) {
        return model.state().dense().stream().mapToInt(DenseParameters::size).sum();
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyHiddenLayerIsNormalized(String type, ModelOptions options, ModelOptions plain, int more) {
        try (RankingModel model = model(type, options, 1);
                RankingModel without = model(type, plain, 1)) {
            assertThat(parameters(model) - parameters(without)).isEqualTo(more);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void aPredictionDependsOnItsSampleAlone(String type, ModelOptions options) {
        Batch batch = world().samples(SAMPLES, new Random(2));
        float[] together = new float[SAMPLES];
        float[] first = new float[SAMPLES];
        try (RankingModel model = model(type, options, 1)) {
            for (int step = 0; step < 3; step++) {
                model.trainStep(0, world().samples(SAMPLES, new Random(step)));
            }
            model.predict(batch, together);
            batch.setSize(2);
            model.predict(batch, first);
            assertThat(Arrays.copyOf(first, 2)).containsExactly(Arrays.copyOf(together, 2), within(1e-6f));
            assertThat(together[0]).isNotEqualTo(together[1]);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void trainingBringsPredictionsToTheLabels(String type, ModelOptions options) {
        Batch batch = world().samples(64, new Random(2));
        for (int row = 0; row < 64; row++) {
            batch.labels()[row] = batch.categorical(0)[row] % 2;
        }
        float[] predictions = new float[64];
        try (RankingModel model = model(type, options, 2)) {
            for (int step = 0; step < 300; step++) {
                model.trainStep(0, batch);
            }
            // By running statistics, which after 300 steps of one batch are that batch's.
            model.predict(batch, predictions);
            double loss = 0;
            for (int row = 0; row < 64; row++) {
                loss -= Math.log(batch.labels()[row] == 1 ? predictions[row] : 1 - predictions[row]) / 64;
            }
            // Knowing nothing costs log 2 = 0.69.
            assertThat(loss).isLessThan(0.3);
        }
    }

    @Test
    void copiedFilesPredictTheSame() throws IOException {
        Batch batch = world().samples(SAMPLES, new Random(2));
        float[] expected = new float[SAMPLES];
        float[] found = new float[SAMPLES];
        try (RankingModel model = model("dlrm", dlrm(Normalization.BATCH), 1);
                RankingModel copy = model("dlrm", dlrm(Normalization.BATCH), 1)) {
            model.trainStep(0, batch);
            Parameters.copy(model.state(), copy.state());
            model.predict(batch, expected);
            copy.predict(batch, found);
            assertThat(found).containsExactly(expected);
        }
    }
}
