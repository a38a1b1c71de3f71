package org.campanile.dlrm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.campanile.core.batch.Batch;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.math.SelfPairs;
import org.campanile.core.metric.BinaryMetrics;
import org.campanile.core.model.ModelFactory;
import org.campanile.core.model.RankingModel;
import org.campanile.core.nn.Normalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Trained on fresh samples of a teacher, models come near the best achievable, or stay below it as theory says. */
class PlantedTeacherTest {
    private static final int STEPS = 2000;
    private static final int BATCH = 256;
    private static final int TEST_SAMPLES = 40_000;

    static List<Arguments> models() {
        return List.of(
                Arguments.of(
                        new DlrmFactory(), RankingCase.dlrm(16, List.of(16), List.of(128, 64), SelfPairs.LEFT_OUT)),
                Arguments.of(
                        new DeepFmFactory(),
                        new DeepFmOptions(
                                8,
                                new DeepNetworkOptions(List.of(64, 32), 0, Normalization.NONE),
                                0.1,
                                TablesOptions.NONE,
                                ObjectiveOptions.CLICK)),
                Arguments.of(
                        new DcnFactory(),
                        new DcnOptions(
                                8,
                                2,
                                0,
                                1,
                                DcnStructure.PARALLEL,
                                new DeepNetworkOptions(List.of(64, 32), 0, Normalization.NONE),
                                0.1,
                                MixtureOptions.NONE,
                                TablesOptions.NONE,
                                ObjectiveOptions.CLICK)));
    }

    @ParameterizedTest
    @MethodSource("models")
    void interactionsOfOrderTwoAreLearnedNearlyAsWellAsCanBe(ModelFactory factory, ModelOptions options) {
        PlantedTeacher teacher = new PlantedTeacher(3, 4, new Random(1));
        BinaryMetrics best = measure(teacher, batch -> probabilities(teacher, batch));
        BinaryMetrics found = trained(factory, options, teacher);

        assertThat(found.values().get("auc")).isGreaterThan(best.values().get("auc") - 0.01);
        assertThat(found.values().get("log_loss"))
                .isLessThan(1.03 * best.values().get("log_loss"));
    }

    @Test
    void logisticRegressionMissesTheInteractions() {
        PlantedTeacher teacher = new PlantedTeacher(3, 4, new Random(1));
        BinaryMetrics best = measure(teacher, batch -> probabilities(teacher, batch));
        BinaryMetrics found = trained(
                new LogisticRegressionFactory(),
                new LogisticRegressionOptions(TablesOptions.NONE, ObjectiveOptions.CLICK),
                teacher);

        assertThat(found.values().get("auc")).isLessThan(best.values().get("auc") - 0.03);
    }

    private static BinaryMetrics trained(ModelFactory factory, ModelOptions options, PlantedTeacher teacher) {
        Random random = new Random(2);
        try (RankingModel model =
                (RankingModel) factory.create(teacher.world().context(options, Clicks.adam(0.005), 9, 1))) {
            for (int step = 0; step < STEPS; step++) {
                model.trainStep(0, teacher.samples(BATCH, random));
            }
            return measure(teacher, batch -> {
                float[] out = new float[batch.size()];
                model.predict(batch, out);
                return out;
            });
        }
    }

    private static BinaryMetrics measure(PlantedTeacher teacher, Function<Batch, float[]> predictor) {
        Batch batch = teacher.samples(TEST_SAMPLES, new Random(3));
        float[] predicted = predictor.apply(batch);
        BinaryMetrics metrics = new BinaryMetrics();
        for (int row = 0; row < batch.size(); row++) {
            metrics.add(predicted[row], batch.labels()[row]);
        }
        return metrics;
    }

    private static float[] probabilities(PlantedTeacher teacher, Batch batch) {
        float[] out = new float[batch.size()];
        for (int row = 0; row < out.length; row++) {
            out[row] = (float) teacher.probability(batch, row);
        }
        return out;
    }
}
