package org.campanile.dlrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.campanile.core.AllocatedBytes;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.Batch;
import org.campanile.core.config.DenseOptimizerConfiguration;
import org.campanile.core.config.DenseOptimizerConfiguration.DenseOptimizerType;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.config.ScoreCombination;
import org.campanile.core.config.TrainingConfiguration;
import org.campanile.core.embedding.TableState;
import org.campanile.core.math.SelfPairs;
import org.campanile.core.model.ModelFactories;
import org.campanile.core.model.Parameters;
import org.campanile.core.model.RankingModel;
import org.campanile.core.model.ReferenceTraining;
import org.campanile.core.model.StepPhase;
import org.campanile.core.model.StepResult;
import org.campanile.core.model.TrainingStep;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.nn.Normalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RankingModelTest {
    private static final long SEED = 9;
    private static final double STEP = 1e-5;

    /** Large, and a power of two: what plain SGD subtracts, divided by it, is the gradient with few digits lost. */
    private static final double RATE = 64;

    /**
     * Of 200 steps. One object of 16 bytes per sample would be 512 a step, one per feature and table 128; an object or two
     * per step, which the compiler does not always remove, are no matter.
     */
    private static final long ALLOWED_BYTES = 200 * 100;

    static Stream<RankingCase> all() {
        return RankingCase.all();
    }

    static Stream<RankingCase> oneOfEachType() {
        return RankingCase.oneOfEachType();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void lossAndPredictionsAreThoseOfTheDefinition(RankingCase given) {
        Batch batch = given.world().samples(6, new Random(2));
        ReferenceRanker reference = given.reference();
        try (RankingModel model = given.model(Clicks.descent(1), SEED)) {
            int width = model.tasks().outputs();
            float[] predictions = new float[6 * width];
            Parameters.randomize(model.state(), new Random(4));
            Parameters parameters = Parameters.of(model.state());
            model.predict(batch, predictions);
            for (int row = 0; row < 6; row++) {
                double[] expected = reference.predictions(parameters, batch, row);
                for (int i = 0; i < width; i++) {
                    assertThat((double) predictions[row * width + i])
                            .isCloseTo(expected[i], within(1e-6 * (1 + Math.abs(expected[i]))));
                }
            }

            StepResult result = model.trainStep(0, batch);

            assertThat(result.samples()).isEqualTo(6);
            double loss = reference.loss(parameters, batch);
            assertThat(result.meanLoss()).isCloseTo(loss, within(1e-6 * (1 + loss)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void stepDescendsTheGradientOfTheLoss(RankingCase given) {
        try (RankingModel model = given.model(Clicks.descent(RATE), SEED)) {
            assertStepDescends(model, given.reference(), given.world().samples(6, new Random(2)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oneOfEachType")
    void smallerBatchAfterALargerOneDescendsItsOwnGradient(RankingCase given) throws IOException {
        Clicks world = given.world();
        try (RankingModel model = given.model(Clicks.descent(RATE), SEED);
                RankingModel fresh = given.model(Clicks.descent(RATE), SEED)) {
            model.trainStep(0, world.samples(7, new Random(2)));
            Parameters.copy(fresh.state(), model.state());

            assertStepDescends(model, given.reference(), world.samples(2, new Random(3)));
        }
    }

    private static void assertStepDescends(RankingModel model, ReferenceRanker reference, Batch batch) {
        Parameters.randomize(model.state(), new Random(4));
        Parameters before = Parameters.of(model.state());
        model.trainStep(0, batch);
        Parameters after = Parameters.of(model.state());

        before.values().forEach((name, values) -> {
            double largest = 0;
            double error = 0;
            for (int i = 0; i < values.length; i++) {
                double value = values[i];
                values[i] = value + STEP;
                double above = reference.loss(before, batch);
                values[i] = value - STEP;
                double below = reference.loss(before, batch);
                values[i] = value;
                double expected = (above - below) / (2 * STEP);
                double found = (value - after.of(name)[i]) / RATE;
                assertThat(found)
                        .as(
                                "gradient by %s[%d]: the model says %.8f, central differences say %.8f",
                                name, i, found, expected)
                        .isCloseTo(expected, within(1e-4 * Math.abs(expected) + 1e-7));
                largest = Math.max(largest, Math.abs(expected));
                error = Math.max(error, Math.abs(found - expected));
            }
            assertThat(error).as("error of the gradient by %s", name).isLessThanOrEqualTo(1e-5 * largest + 1e-9);
        });
    }

    private static RankingCase interaction(Clicks world) {
        DlrmOptions dlrm = RankingCase.dlrm(8, List.of(8), List.of(16), SelfPairs.LEFT_OUT);
        return RankingCase.of("parity", world, dlrm);
    }

    @Test
    void lossFallsOnAnInteractionThatNoFeatureShowsAlone() {
        // A click means that two categories of six are of the same parity: alone, neither tells anything, and the loss
        // of
        // knowing nothing is log 2 = 0.693.
        Clicks world = Clicks.ofRows(0, 2);
        Random random = new Random(5);
        Batch batch = world.samples(256, random);
        try (RankingModel model = interaction(world).model(Clicks.adaptive(), SEED)) {
            double first = 0;
            double last = 0;
            for (int step = 0; step < 200; step++) {
                for (int row = 0; row < batch.size(); row++) {
                    int left = random.nextInt(6);
                    int right = random.nextInt(6);
                    batch.categorical(0)[row] = left;
                    batch.categorical(1)[row] = right;
                    batch.labels()[row] = left % 2 == right % 2 ? 1 : 0;
                }
                last = model.trainStep(0, batch).meanLoss();
                first = step == 0 ? last : first;
            }
            assertThat(first).isCloseTo(Math.log(2), within(0.1));
            assertThat(last).isLessThan(0.1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oneOfEachType")
    void fiftyStepsOfTrainingFollowDoublePrecision(RankingCase given) {
        TrainingConfiguration training = Clicks.adaptive();
        Random random = new Random(8);
        try (RankingModel model = given.model(training, SEED)) {
            Parameters.randomize(model.state(), new Random(4));
            ReferenceRanker definition = given.reference();
            ReferenceTraining reference = new ReferenceTraining(model.state(), training);
            for (int step = 0; step < 50; step++) {
                Batch batch = given.world().samples(6, random);
                double expected = reference.step(parameters -> definition.loss(parameters, batch));
                assertThat(model.trainStep(step, batch).meanLoss())
                        .as("loss of step %d", step)
                        .isCloseTo(expected, within(1e-4));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oneOfEachType")
    void aTeamTrainsAsOneThreadDoes(RankingCase given) {
        Clicks world = given.world();
        try (RankingModel alone = given.model(Clicks.descent(0.1), SEED);
                RankingModel shared = given.model(Clicks.descent(0.1), SEED, 3)) {
            Parameters.randomize(alone.state(), new Random(4));
            Parameters.randomize(shared.state(), new Random(4));
            for (int step = 0; step < 10; step++) {
                // Also batches with fewer samples than threads.
                Batch batch = world.samples(step % 3 == 0 ? 2 : 7, new Random(step));
                assertThat(shared.trainStep(0, batch).meanLoss())
                        .isCloseTo(alone.trainStep(0, batch).meanLoss(), within(1e-5));
            }
            assertClose(Parameters.all(shared.state()), Parameters.all(alone.state()));
        }
    }

    private static void assertClose(List<float[]> found, List<float[]> expected) {
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i)).containsExactly(expected.get(i), within(1e-4f));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oneOfEachType")
    void aTeamOfTheSameSizeTrainsTheSameModelBitForBit(RankingCase given) {
        assertSame(trainedByTeam(given), trainedByTeam(given));
    }

    private static List<float[]> trainedByTeam(RankingCase given) {
        Clicks world = given.world();
        try (RankingModel model = given.model(Clicks.adaptive(), SEED, 3)) {
            for (int step = 0; step < 20; step++) {
                model.trainStep(0, world.samples(16, new Random(step)));
            }
            return Parameters.all(model.state());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oneOfEachType")
    void stepsPreparedAheadTrainAsStepsPreparedInTime(RankingCase given) {
        Clicks world = given.world();
        try (RankingModel inTime = given.model(Clicks.adaptive(), SEED);
                RankingModel ahead = given.model(Clicks.adaptive(), SEED)) {
            TrainingStep current = ahead.newStep();
            TrainingStep next = ahead.newStep();
            Batch reused = world.samples(6, new Random(0));
            current.prepare(0, reused);
            for (int step = 0; step < 6; step++) {
                inTime.trainStep(0, world.samples(6, new Random(step)));
                // The reader's batch is used again as soon as a step is prepared.
                reused = world.samples(6, new Random(step + 1));
                next.prepare(0, reused);
                Arrays.fill(reused.labels(), 9f);
                Arrays.fill(reused.categorical(0), -1);
                current.train();
                TrainingStep done = current;
                current = next;
                next = done;
            }
            assertSame(Parameters.all(ahead.state()), Parameters.all(inTime.state()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oneOfEachType")
    void aStepAllocatesNothingPerSampleOrFeature(RankingCase given) {
        Clicks world = given.world();
        Batch batch = world.samples(32, new Random(2));
        try (RankingModel model = given.model(Clicks.adaptive(), SEED)) {
            TrainingStep step = model.newStep();
            step.prepare(0, batch);
            step.train();
            long nativeBytes = Pointer.totalBytes();
            assertThat(AllocatedBytes.inSteadyState(
                            () -> {
                                step.prepare(0, batch);
                                step.train();
                            },
                            ALLOWED_BYTES))
                    .as("bytes on the heap")
                    .isLessThanOrEqualTo(ALLOWED_BYTES);
            // What tests before left behind may be collected meanwhile; thousands of steps would outweigh it.
            assertThat(Pointer.totalBytes()).as("bytes off the heap").isLessThanOrEqualTo(nativeBytes);
        }
    }

    @Test
    void theClockTellsWhereTheTimeOfStepsWent() {
        Clicks world = Clicks.ofUsersAndItems(new Random(1));
        try (RankingModel model = dlrm(world).model(Clicks.adaptive(), SEED, 2)) {
            long begin = System.nanoTime();
            model.trainStep(0, world.samples(64, new Random(2)));
            long wall = System.nanoTime() - begin;
            long sum = 0;
            for (StepPhase phase : StepPhase.values()) {
                assertThat(model.clock().nanos(phase)).as("%s", phase).isPositive();
                sum += model.clock().nanos(phase);
            }
            assertThat(sum).isLessThanOrEqualTo(wall);
        }
    }

    private static RankingCase dlrm(Clicks world) {
        return RankingCase.of("test", world, RankingCase.DLRM);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oneOfEachType")
    void emptyBatchChangesNothing(RankingCase given) {
        Clicks world = given.world();
        try (RankingModel model = given.model(Clicks.adaptive(), SEED)) {
            model.trainStep(0, world.samples(6, new Random(2)));
            List<float[]> before = Parameters.all(model.state());
            Batch empty = world.samples(6, new Random(3));
            empty.setSize(0);

            assertThat(model.trainStep(0, empty)).isEqualTo(new StepResult(0, 0));
            model.predict(empty, new float[0]);

            assertSame(Parameters.all(model.state()), before);
        }
    }

    @Test
    void sameSeedGivesTheSameModelBitForBit() {
        List<float[]> first = trained(SEED);
        assertSame(trained(SEED), first);
        assertThat(trained(SEED + 1).get(0)).isNotEqualTo(first.get(0));
    }

    private static List<float[]> trained(long seed) {
        Clicks world = Clicks.ofUsersAndItems(new Random(1));
        try (RankingModel model = dlrm(world).model(Clicks.adaptive(), seed)) {
            for (int step = 0; step < 5; step++) {
                model.trainStep(step, world.samples(6 - step, new Random(step)));
            }
            return Parameters.all(model.state());
        }
    }

    private static void assertSame(List<float[]> found, List<float[]> expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i)).containsExactly(expected.get(i));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oneOfEachType")
    void copiedStateGivesTheSameProbabilities(RankingCase given) throws IOException {
        Clicks world = given.world();
        Batch batch = world.samples(6, new Random(2));
        float[] expected = new float[6 * 6];
        float[] found = new float[6 * 6];
        try (RankingModel model = given.model(Clicks.adaptive(), SEED);
                RankingModel copy = given.model(Clicks.adaptive(), SEED + 1)) {
            model.trainStep(0, batch);
            Parameters.copy(model.state(), copy.state());

            model.predict(batch, expected);
            copy.predict(batch, found);

            assertThat(found).containsExactly(expected);
        }
    }

    @Test
    void vocabulariesHaveOneTableEach() {
        try (RankingModel model = dlrm(Clicks.ofUsersAndItems(new Random(1))).model(Clicks.adaptive(), SEED)) {
            assertThat(model.state().tables())
                    .extracting(TableState::name)
                    .containsExactly("item", "country", "device", "tag", "user");
            assertThat(model.state().dense())
                    .extracting(DenseParameters::name)
                    .containsExactly("bottom-mlp", "top-mlp");
        }
    }

    @Test
    void dataWithoutAnythingToInteractIsRefused() {
        assertThatThrownBy(() -> dlrm(Clicks.ofRows(0, 1)).model(Clicks.adaptive(), SEED))
                .isInstanceOf(CampanileException.class)
                .hasMessage("Model type dlrm needs a dense feature or two others to interact, but the data set has"
                        + " 1 categorical or sequence features and no dense one: add features.");
    }

    @Test
    void bottomNetworkMustEndInTheSizeOfEmbeddings() {
        assertThatThrownBy(() -> new DlrmOptions(
                        DlrmPreset.NONE,
                        16,
                        List.of(64, 32),
                        List.of(8),
                        SelfPairs.LEFT_OUT,
                        0,
                        Normalization.NONE,
                        MixtureOptions.NONE,
                        TablesOptions.NONE,
                        ObjectiveOptions.CLICK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the last size of bottom-mlp [64, 32] must be embedding-dim, 16, since its output interacts"
                        + " with embeddings");
    }

    @Test
    void aPresetTakesThePlaceOfTheSizes() {
        DlrmOptions options = new DlrmOptions(
                DlrmPreset.FACEBOOK_KAGGLE,
                3,
                List.of(3),
                List.of(),
                SelfPairs.LEFT_OUT,
                0,
                Normalization.NONE,
                MixtureOptions.NONE,
                TablesOptions.NONE,
                ObjectiveOptions.CLICK);
        try (RankingModel model = (RankingModel)
                new DlrmFactory().create(Clicks.ofRows(13, 26).context(options, Clicks.adaptive(), SEED, 1))) {
            assertThat(model.state().tables())
                    .allSatisfy(table -> assertThat(table.dim()).isEqualTo(16));
            // 13-512-256-64-16; then 16 numbers and 27 * 26 / 2 products, 367, to 512-256-1. Each layer with its
            // biases.
            assertThat(model.state().dense())
                    .extracting(DenseParameters::size)
                    .containsExactly(14 * 512 + 513 * 256 + 257 * 64 + 65 * 16, 368 * 512 + 513 * 256 + 257);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deepfm", "factorization-machine", "logistic-regression"})
    void severalOutputsAreNotForSumsOfOne(String type) {
        ObjectiveOptions objective =
                new ObjectiveOptions(LossOptions.DEFAULTS, RankingCase.TASKS, ScoreCombination.WEIGHTED_SUM);
        ModelOptions options = switch (type) {
            case "deepfm" ->
                new DeepFmOptions(
                        3,
                        new DeepNetworkOptions(List.of(4), 0, Normalization.NONE),
                        0.5,
                        TablesOptions.NONE,
                        objective);
            case "factorization-machine" -> new FactorizationMachineOptions(3, 0.5, TablesOptions.NONE, objective);
            default -> new LogisticRegressionOptions(TablesOptions.NONE, objective);
        };
        Clicks world = Clicks.ofRows(2, 2).with(RankingCase.TARGETS);
        assertThatThrownBy(() -> ModelFactories.of(type).create(world.context(options, Clicks.adaptive(), SEED, 1)))
                .isInstanceOf(CampanileException.class)
                .hasMessage("model.tasks needs 5 outputs, but model.type " + type
                        + " has one: choose dlrm or dcn, or one task that is binary or regression.");
    }

    @Test
    void aLabelThatSamplesDoNotHaveIsNamed() {
        DlrmOptions options = RankingCase.dlrm(MixtureOptions.NONE);
        Clicks world = Clicks.ofRows(2, 2);
        assertThatThrownBy(() -> new DlrmFactory().create(world.context(options, Clicks.adaptive(), SEED, 1)))
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "model.tasks learns the label stars, but the samples of the data set have no such label; they"
                                + " have label: name it in data.targets.further-labels and prepare the data again.");
    }

    @Test
    void aMixtureOfExpertsNeedsARank() {
        assertThatThrownBy(() -> new DcnOptions(
                        4,
                        2,
                        0,
                        2,
                        DcnStructure.STACKED,
                        new DeepNetworkOptions(List.of(8), 0, Normalization.NONE),
                        0.1,
                        MixtureOptions.NONE,
                        TablesOptions.NONE,
                        ObjectiveOptions.CLICK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "experts is 2, but cross-rank is 0 (full): a mixture of experts needs a cross-rank of at least"
                                + " 1");
    }

    @Test
    void aParallelDeepNetworkNeedsALayer() {
        assertThatThrownBy(() -> new DcnOptions(
                        4,
                        2,
                        0,
                        1,
                        DcnStructure.PARALLEL,
                        new DeepNetworkOptions(List.of(), 0, Normalization.NONE),
                        0.1,
                        MixtureOptions.NONE,
                        TablesOptions.NONE,
                        ObjectiveOptions.CLICK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("structure is parallel, but mlp is []: give the deep network a layer, or choose stacked");
    }

    @Test
    void theLossIsTheOneThatTheOptionsName() {
        Clicks world = Clicks.ofRows(2, 2);
        Batch batch = world.samples(8, new Random(2));
        float[] probabilities = new float[8];
        DeepFmOptions options = new DeepFmOptions(
                3,
                new DeepNetworkOptions(List.of(4), 0, Normalization.NONE),
                0.5,
                TablesOptions.NONE,
                new ObjectiveOptions(
                        new LossOptions(2, 3, LossOptions.Regression.SQUARED_ERROR, 1),
                        List.of(),
                        ScoreCombination.WEIGHTED_SUM));
        try (RankingModel model = deepFm(world, options)) {
            model.predict(batch, probabilities);
            double expected = 0;
            for (int row = 0; row < 8; row++) {
                boolean isClick = batch.labels()[row] == 1;
                double q = isClick ? probabilities[row] : 1 - probabilities[row];
                expected -= (isClick ? 3 : 1) * Math.pow(1 - q, 2) * Math.log(q) / 8;
            }
            assertThat(model.trainStep(0, batch).meanLoss()).isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    void dropoutOfADeepNetworkBesideCrossLayersChangesTraining() {
        Clicks world = Clicks.ofUsersAndItems(new Random(1));
        Batch batch = world.samples(32, new Random(2));
        try (RankingModel plain = besideCross(world, 0);
                RankingModel dropping = besideCross(world, 0.5)) {
            assertThat(dropping.trainStep(0, batch).meanLoss())
                    .isNotEqualTo(plain.trainStep(0, batch).meanLoss());
        }
    }

    private static RankingModel besideCross(Clicks world, double dropout) {
        DcnOptions options = new DcnOptions(
                3,
                1,
                0,
                1,
                DcnStructure.PARALLEL,
                new DeepNetworkOptions(List.of(16), dropout, Normalization.NONE),
                0.5,
                MixtureOptions.NONE,
                TablesOptions.NONE,
                ObjectiveOptions.CLICK);
        return (RankingModel) new DcnFactory().create(world.context(options, Clicks.adaptive(), SEED, 1));
    }

    @Test
    void aClippedGradientTakesAShorterStep() {
        Clicks world = Clicks.ofRows(3, 2);
        Batch batch = world.samples(32, new Random(2));
        for (int threads : new int[] {1, 3}) {
            // The whole gradient is longer than this, and plain descent at rate 1 takes all of it off the parameters.
            assertThat(stepLength(world, batch, 0, threads)).isGreaterThan(0.02);
            assertThat(stepLength(world, batch, 0.01, threads)).isCloseTo(0.01, within(1e-5));
        }
    }

    private static double stepLength(Clicks world, Batch batch, double clipNorm, int threads) {
        TrainingConfiguration plain = Clicks.descent(1);
        TrainingConfiguration training = new TrainingConfiguration(
                plain.batchSize(),
                plain.epochs(),
                new DenseOptimizerConfiguration(DenseOptimizerType.SGD, 1, 0, clipNorm),
                plain.sparseOptimizer(),
                plain.tableMemory(),
                plain.averaging(),
                plain.checkpoint(),
                plain.shuffle());
        try (RankingModel model =
                RankingCase.of("clipped", world, RankingCase.DLRM).model(training, SEED, threads)) {
            Parameters before = Parameters.of(model.state());
            model.trainStep(0, batch);
            Parameters after = Parameters.of(model.state());
            double sum = 0;
            for (DenseParameters network : model.state().dense()) {
                double[] from = before.of(network.name());
                double[] to = after.of(network.name());
                for (int i = 0; i < from.length; i++) {
                    sum += (to[i] - from[i]) * (to[i] - from[i]);
                }
            }
            return Math.sqrt(sum);
        }
    }

    @Test
    void dropoutChangesTrainingAloneAndGivesTheSameEveryTime() {
        Clicks world = Clicks.ofUsersAndItems(new Random(1));
        Batch batch = world.samples(32, new Random(2));
        DeepFmOptions without = new DeepFmOptions(
                3,
                new DeepNetworkOptions(List.of(16, 16), 0, Normalization.NONE),
                0.5,
                TablesOptions.NONE,
                ObjectiveOptions.CLICK);
        DeepFmOptions with = new DeepFmOptions(
                3,
                new DeepNetworkOptions(List.of(16, 16), 0.5, Normalization.NONE),
                0.5,
                TablesOptions.NONE,
                ObjectiveOptions.CLICK);
        float[] expected = new float[32];
        float[] found = new float[32];
        try (RankingModel plain = deepFm(world, without);
                RankingModel dropping = deepFm(world, with);
                RankingModel again = deepFm(world, with)) {
            plain.predict(batch, expected);
            dropping.predict(batch, found);
            assertThat(found).containsExactly(expected);
            double loss = dropping.trainStep(0, batch).meanLoss();
            assertThat(loss).isNotEqualTo(plain.trainStep(0, batch).meanLoss());
            assertThat(again.trainStep(0, batch).meanLoss()).isEqualTo(loss);
            assertSame(Parameters.all(again.state()), Parameters.all(dropping.state()));
        }
    }

    private static RankingModel deepFm(Clicks world, DeepFmOptions options) {
        return (RankingModel) new DeepFmFactory().create(world.context(options, Clicks.adaptive(), SEED, 1));
    }
}
