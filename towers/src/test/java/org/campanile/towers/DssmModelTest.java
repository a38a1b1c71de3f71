package org.campanile.towers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.config.SequencePooling;
import org.campanile.core.config.TrainingConfiguration;
import org.campanile.core.embedding.TableState;
import org.campanile.core.loss.AccidentalHits;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.Parameters;
import org.campanile.core.model.ReferenceTraining;
import org.campanile.core.model.RetrievalModel;
import org.campanile.core.model.StepResult;
import org.campanile.core.model.TrainingStep;
import org.campanile.core.model.UserQueries;
import org.campanile.core.negative.NegativeDistribution;
import org.campanile.core.negative.NegativeSamplingOptions;
import org.campanile.core.nn.Activation;
import org.campanile.core.nn.DenseParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DssmModelTest {
    private static final long SEED = 9;
    private static final int EPOCH = 3;
    private static final List<RetrievalLoss> OWN_NEGATIVES = Stream.of(RetrievalLoss.values())
            .filter(RetrievalLoss::hasOwnNegatives)
            .toList();

    static Stream<Arguments> shapes() {
        Interactions features = Interactions.withFeatures(new Random(1));
        Interactions maxima = Interactions.withFeatures(SequencePooling.MAX, new Random(1));
        Interactions keys = Interactions.ofKeys(Interactions.USERS, Interactions.ITEMS);
        return Stream.of(Similarity.values())
                .flatMap(similarity -> Stream.of(
                        Arguments.of("hidden layers", features, Options.of(List.of(5, 4), List.of(6), 3, similarity)),
                        Arguments.of("max pooling", maxima, Options.of(List.of(5), List.of(6), 3, similarity)),
                        Arguments.of("linear towers", features, Options.of(List.of(), List.of(), 4, similarity)),
                        Arguments.of("one embedding each", keys, Options.of(List.of(), List.of(), 3, similarity)),
                        Arguments.of("embedding and network", keys, Options.of(List.of(), List.of(4), 3, similarity))));
    }

    /** Every loss with all that belongs to it, and a last layer with relu. */
    static Stream<Arguments> losses() {
        Interactions world = Interactions.withFeatures(new Random(1));
        Stream<TowerOptions> softmax = Stream.of(RetrievalLoss.values())
                .flatMap(loss -> Stream.of(LogQ.NONE, LogQ.SAMPLING_PROBABILITY)
                        .flatMap(logQ -> Stream.of(AccidentalHits.values()).map(hits -> Options.of(loss, logQ, hits))));
        TowerOptions relu = Options.with(Options.of(List.of(5, 4), List.of(6), 6, Similarity.DOT), Activation.RELU);
        Stream<TowerOptions> mitigated = Stream.of(RetrievalLoss.values())
                .filter(loss -> !loss.isPointWise())
                .map(loss ->
                        Options.mitigated(Options.of(loss, LogQ.SAMPLING_PROBABILITY, AccidentalHits.MASK), 0.5, 0.25));
        return Stream.of(softmax, mitigated, Stream.of(relu))
                .flatMap(options -> options)
                .map(options -> Arguments.of("features", world, options));
    }

    /** Every way to draw negatives with every loss that knows it. */
    static Stream<Arguments> samplings() {
        Interactions world = Interactions.withFeatures(new Random(1));
        Stream<TowerOptions> distributions = Stream.of(RetrievalLoss.values())
                .flatMap(loss -> Stream.of(NegativeDistribution.values())
                        .flatMap(distribution -> Stream.of(true, false)
                                .map(excluding -> with(loss, Options.sampling(distribution, excluding)))));
        Stream<TowerOptions> thinned =
                Stream.of(RetrievalLoss.values()).map(loss -> with(loss, Options.subsampling(0.05)));
        Stream<TowerOptions> shown = OWN_NEGATIVES.stream()
                .flatMap(loss -> Stream.of(true, false)
                        .map(excluding ->
                                with(loss, Options.sampling(NegativeDistribution.POPULARITY, excluding, 1, 0))));
        NegativeSamplingOptions pool = Options.sampling(NegativeDistribution.UNIFORM, true, 1, 6);
        Stream<TowerOptions> pools = OWN_NEGATIVES.stream()
                .map(loss -> Options.with(Options.of(loss, LogQ.NONE, AccidentalHits.MASK), pool));
        return Stream.of(distributions, thinned, shown, pools)
                .flatMap(options -> options)
                .map(options -> Arguments.of("negatives", world, options));
    }

    private static TowerOptions with(RetrievalLoss loss, NegativeSamplingOptions sampling) {
        return Options.with(Options.of(loss, LogQ.SAMPLING_PROBABILITY, AccidentalHits.MASK), sampling);
    }

    static Stream<Arguments> shapesAndLosses() {
        return Stream.of(shapes(), losses(), samplings()).flatMap(arguments -> arguments);
    }

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("shapesAndLosses")
    void lossIsThatOfTheDefinition(String shape, Interactions world, TowerOptions options) {
        Batch batch = world.samples(6, new Random(2));
        try (RetrievalModel model = model(world, options, Interactions.descent(1), SEED)) {
            Parameters.randomize(model.state(), new Random(4));
            double expected = reference(world, options).loss(Parameters.of(model.state()), EPOCH, batch);

            StepResult result = model.trainStep(EPOCH, batch);

            assertThat(result.samples()).isEqualTo(reference(world, options).samples(EPOCH, batch));
            assertThat(result.meanLoss()).isCloseTo(expected, within(1e-5));
        }
    }

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("shapesAndLosses")
    void stepDescendsTheGradientOfTheLoss(String shape, Interactions world, TowerOptions options) {
        try (RetrievalModel model = model(world, options, Interactions.descent(Descent.RATE), SEED)) {
            assertStepDescends(model, world, options, world.samples(6, new Random(2)));
        }
    }

    @ParameterizedTest(name = "{0}, {1} threads")
    @MethodSource("lossesAndThreads")
    void membersOfATeamDescendItTogether(RetrievalLoss loss, int threads) {
        Interactions world = Interactions.withFeatures(new Random(1));
        TowerOptions options = Options.of(loss, LogQ.SAMPLING_PROBABILITY, AccidentalHits.MASK);
        try (RetrievalModel model = model(world, options, Interactions.descent(Descent.RATE), SEED, threads)) {
            assertStepDescends(model, world, options, world.samples(7, new Random(2)));
            assertStepDescends(model, world, options, world.samples(1, new Random(3)));
        }
    }

    static Stream<Arguments> lossesAndThreads() {
        return Stream.of(RetrievalLoss.values())
                .flatMap(loss -> Stream.of(2, 3).map(threads -> Arguments.of(loss, threads)));
    }

    @ParameterizedTest
    @EnumSource
    void stepsMayBePreparedAhead(RetrievalLoss loss) {
        Interactions world = Interactions.withFeatures(new Random(1));
        TowerOptions options = Options.of(loss, LogQ.SAMPLING_PROBABILITY, AccidentalHits.MASK);
        try (RetrievalModel one = model(world, options, Interactions.adaptive(), SEED, 2);
                RetrievalModel other = model(world, options, Interactions.adaptive(), SEED, 2)) {
            TrainingStep[] steps = {other.newStep(), other.newStep(), other.newStep()};
            steps[0].prepare(0, world.samples(6, new Random(0)));
            steps[1].prepare(1, world.samples(5, new Random(1)));
            for (int step = 0; step < 7; step++) {
                // The batch is gone once a step is prepared.
                Batch next = world.samples(6 - (step + 2) % 3, new Random(step + 2));
                steps[(step + 2) % 3].prepare(step + 2, next);
                next.clear();
                Batch batch = world.samples(6 - step % 3, new Random(step));
                StepResult expected = one.trainStep(step, batch);
                assertThat(steps[step % 3].samples()).isEqualTo(expected.samples());
                assertThat(steps[step % 3].train()).isEqualTo(expected.lossSum());
            }
            assertSame(Parameters.all(other.state()), Parameters.all(one.state()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void trainingAllocatesNothingPerSample(RetrievalLoss loss) {
        Interactions world = Interactions.withFeatures(new Random(1));
        int remembered = loss == RetrievalLoss.IN_BATCH_SOFTMAX ? 2 : 0;
        TowerOptions options =
                Options.remembering(Options.of(loss, LogQ.SAMPLING_PROBABILITY, AccidentalHits.MASK), remembered);
        Batch batch = world.samples(64, new Random(2));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (RetrievalModel model = model(world, options, Interactions.adaptive(), SEED)) {
            TrainingStep step = model.newStep();
            step.prepare(0, batch);
            for (int i = 0; i <= remembered; i++) {
                step.train();
            }
            long nativeBytes = Pointer.totalBytes();
            // One object per sample, of at least 16 bytes, would be 1,024 a step; a few iterators are no matter.
            long tooMany = 100 * 1_024;
            long fewest = Long.MAX_VALUE;
            for (int round = 0; round < 200 && fewest >= tooMany; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 100; i++) {
                    step.train();
                }
                fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(fewest).isLessThan(tooMany);
            assertThat(Pointer.totalBytes()).as("bytes off the heap").isLessThanOrEqualTo(nativeBytes);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void furtherLabelsAreLearntAsNumbers(int negatives) {
        Interactions world = Interactions.withFeatures(new Random(1)).rated();
        TowerOptions options = Options.regression("value", negatives);
        Batch batch = world.samples(6, new Random(2));
        for (int row = 0; row < 6; row++) {
            batch.labels(1)[row] = 0.5f + row;
        }
        try (RetrievalModel model = model(world, options, Interactions.descent(Descent.RATE), SEED)) {
            assertStepDescends(model, world, options, batch);
        }
    }

    @Test
    void aLabelThatIsNotThereIsRefused() {
        Interactions world = Interactions.withFeatures(new Random(1)).rated();

        assertThatThrownBy(() -> model(world, Options.regression("stars", 0), Interactions.descent(1), SEED))
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "model.target names stars, which is no label of the data set; it has label, value: name it in"
                                + " data.targets.further-labels and prepare the data again.");
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_BATCH_SOFTMAX", "MIXED_SOFTMAX"})
    void itemsOfTheLastBatchAreNegativesUntilTheRoundEnds(RetrievalLoss loss) {
        Interactions world = Interactions.withFeatures(new Random(1));
        TowerOptions options = Options.of(loss, LogQ.SAMPLING_PROBABILITY, AccidentalHits.MASK);
        try (RetrievalModel plain = model(world, options, Interactions.descent(0), SEED);
                RetrievalModel remembering =
                        model(world, Options.remembering(options, 1), Interactions.descent(0), SEED)) {
            Batch first = world.samples(6, new Random(2));
            Batch second = world.samples(6, new Random(3));
            // Without a learning rate nothing else changes.
            double alone = plain.trainStep(0, second).meanLoss();

            remembering.trainStep(0, first);
            assertThat(remembering.trainStep(0, second).meanLoss()).isGreaterThan(alone + 0.1);
            remembering.endRound();
            assertThat(remembering.trainStep(0, second).meanLoss()).isEqualTo(alone);
        }
    }

    @Test
    void smallerBatchAfterALargerOneDescendsItsOwnGradient() throws IOException {
        Interactions world = Interactions.withFeatures(new Random(1));
        TowerOptions options = Options.of(List.of(5, 4), List.of(6), 3, Similarity.COSINE);
        try (RetrievalModel model = model(world, options, Interactions.descent(Descent.RATE), SEED);
                RetrievalModel fresh = model(world, options, Interactions.descent(Descent.RATE), SEED)) {
            model.trainStep(0, world.samples(6, new Random(2)));
            Parameters.copy(fresh.state(), model.state());

            assertStepDescends(model, world, options, world.samples(2, new Random(3)));
        }
    }

    private static void assertStepDescends(
            RetrievalModel model, Interactions world, TowerOptions options, Batch batch) {
        ReferenceDssm reference = reference(world, options);
        Descent.assertStepDescends(model, EPOCH, batch, parameters -> reference.loss(parameters, EPOCH, batch));
    }

    @ParameterizedTest
    @EnumSource
    void fiftyStepsLoseWhatDoublePrecisionLoses(RetrievalLoss loss) {
        Interactions world = Interactions.withFeatures(new Random(1));
        TowerOptions options = Options.of(loss, LogQ.SAMPLING_PROBABILITY, AccidentalHits.MASK);
        TrainingConfiguration training = Interactions.adaptive();
        Random random = new Random(8);
        try (RetrievalModel model = model(world, options, training, SEED)) {
            Parameters.randomize(model.state(), new Random(4));
            ReferenceDssm definition = reference(world, options);
            ReferenceTraining reference = new ReferenceTraining(model.state(), training);
            for (int step = 0; step < 50; step++) {
                Batch batch = world.samples(6, random);
                int epoch = step;
                double expected = reference.step(parameters -> definition.loss(parameters, epoch, batch));
                assertThat(model.trainStep(step, batch).meanLoss())
                        .as("loss of step %d", step)
                        .isCloseTo(expected, within(1e-4));
            }
        }
    }

    @Test
    void givenFeaturesOfAUserCountInPlaceOfStoredOnes() {
        Interactions world = Interactions.withFeatures(new Random(1));
        TowerOptions options = Options.of(List.of(5), List.of(4), 3, Similarity.DOT);
        UserQueries stored = UserQueries.of(3, 3);
        UserQueries given = new UserQueries();
        given.add(3, new int[0], featuresOf(world.users(), 3));
        given.add(3, new int[0], featuresOf(world.users(), 4));
        try (RetrievalModel model = model(world, options, Interactions.descent(1), SEED);
                FloatMatrix expected = new FloatMatrix(2, 3);
                FloatMatrix found = new FloatMatrix(2, 3)) {
            model.userVectors(stored, expected);
            model.userVectors(given, found);
            for (int i = 0; i < 3; i++) {
                assertThat(found.get(0, i)).isEqualTo(expected.get(0, i));
                assertThat(found.get(1, i)).isNotEqualTo(expected.get(1, i));
            }
        }
    }

    private static Batch featuresOf(EntityFeatures users, int user) {
        Batch row = new Batch(users.columns(), 1);
        row.setSize(1);
        int width = users.columns().dense().size();
        System.arraycopy(users.dense(), user * width, row.dense(), 0, width);
        for (int column = 0; column < users.categorical().length; column++) {
            row.categorical(column)[0] = users.categorical()[column][user];
        }
        for (int column = 0; column < users.sequences().length; column++) {
            row.sequence(column).addRow(users.sequences()[column], user);
        }
        return row;
    }

    @ParameterizedTest
    @EnumSource
    void dotProductsOfTheVectorsAreTheScores(Similarity similarity) {
        Interactions world = Interactions.withFeatures(new Random(1));
        TowerOptions options = Options.of(List.of(5), List.of(), 4, similarity);
        int[] users = {3, 6, 2};
        int[] items = {9, 10, 4, 1, 0};
        try (RetrievalModel model = model(world, options, Interactions.descent(1), SEED);
                FloatMatrix u = new FloatMatrix(3, 4);
                FloatMatrix v = new FloatMatrix(5, 4)) {
            model.userVectors(UserQueries.of(users), u);
            model.itemVectors(items, 0, 5, v);

            assertThat(model.vectorSize()).isEqualTo(4);
            Parameters parameters = Parameters.of(model.state());
            ReferenceDssm reference = reference(world, options);
            for (int r = 0; r < 3; r++) {
                for (int c = 0; c < 5; c++) {
                    double score = 0;
                    for (int d = 0; d < 4; d++) {
                        score += (double) u.get(r, d) * v.get(c, d);
                    }
                    assertThat(score)
                            .as("user %d, item %d", users[r], items[c])
                            .isCloseTo(reference.score(parameters, users[r], items[c]), within(1e-5));
                    assertThat(Math.abs(score)).isLessThanOrEqualTo(model.scoreLimit() * (1 + 1e-6));
                }
            }
            assertThat(model.scoreLimit())
                    .isEqualTo(similarity == Similarity.COSINE ? 1 / options.temperature() : Double.POSITIVE_INFINITY);
        }
    }

    @Test
    void vectorsOfManyKeysAreThoseOfEachAlone() {
        int count = 9_000;
        int[] items = new Random(4).ints(count, 0, Interactions.ITEMS).toArray();
        Interactions world = Interactions.withFeatures(new Random(1));
        try (RetrievalModel model = model(
                        world,
                        Options.of(List.of(5), List.of(4), 3, Similarity.COSINE),
                        Interactions.descent(1),
                        SEED);
                FloatMatrix all = new FloatMatrix(count, 3);
                FloatMatrix one = new FloatMatrix(1, 3)) {
            model.itemVectors(items, 0, count, all);
            for (int row : new int[] {0, 4095, 4096, 8191, 8999}) {
                model.itemVectors(items, row, 1, one);
                assertThat(all.get(row, 2)).as("row %d", row).isCloseTo(one.get(0, 2), within(1e-6f));
            }
        }
    }

    @Test
    void lossFallsAndGroupsAreFound() {
        // Users like the items of their own parity; the loss of knowing nothing but the share of positives, one in
        // five, is 0.5004.
        Interactions world = Interactions.ofKeys(41, 61);
        TowerOptions options = new TowerOptions(
                8,
                List.of(16),
                List.of(16),
                8,
                Activation.IDENTITY,
                List.of(),
                List.of(),
                Similarity.COSINE,
                0.2,
                RetrievalLoss.POINT_WISE,
                "",
                4,
                0,
                LogQ.NONE,
                1,
                0,
                0.5,
                AccidentalHits.KEEP,
                FrequencyOptions.usual(),
                NegativeSamplingOptions.uniform());
        Random random = new Random(5);
        Batch batch = world.samples(256, random);
        try (RetrievalModel model = model(world, options, Interactions.adaptive(), SEED)) {
            double loss = 0;
            for (int step = 0; step < 200; step++) {
                for (int row = 0; row < batch.size(); row++) {
                    int user = 1 + random.nextInt(40);
                    Interactions.set(batch, row, user, 2 * (1 + random.nextInt(29)) + user % 2);
                    batch.labels()[row] = 1;
                    batch.positions()[row] = 256L * step + row;
                }
                loss = model.trainStep(0, batch).meanLoss();
            }
            // Of four negatives two are of the wrong parity and can be told apart: with one positive to two negatives
            // left, the best possible is 3 / 5 times the entropy of 1 / 3, 0.382.
            assertThat(loss).isLessThan(0.42);
            assertThat(shareOfOwnGroup(model)).isGreaterThan(0.98);
        }
    }

    /** Share of pairs (own item, other item) that the model orders correctly. */
    private static double shareOfOwnGroup(RetrievalModel model) {
        int[] users = IntStream.range(1, 41).toArray();
        int[] items = IntStream.range(2, 60).toArray();
        int right = 0;
        int pairs = 0;
        try (FloatMatrix u = new FloatMatrix(users.length, 8);
                FloatMatrix v = new FloatMatrix(items.length, 8)) {
            model.userVectors(UserQueries.of(users), u);
            model.itemVectors(items, 0, items.length, v);
            for (int r = 0; r < users.length; r++) {
                for (int i = 0; i < items.length; i++) {
                    for (int j = 0; j < items.length; j++) {
                        if (items[i] % 2 == users[r] % 2 && items[j] % 2 != users[r] % 2) {
                            pairs++;
                            right += score(u, r, v, i) > score(u, r, v, j) ? 1 : 0;
                        }
                    }
                }
            }
        }
        return (double) right / pairs;
    }

    private static double score(FloatMatrix u, int user, FloatMatrix v, int item) {
        double sum = 0;
        for (int d = 0; d < u.columns(); d++) {
            sum += (double) u.get(user, d) * v.get(item, d);
        }
        return sum;
    }

    @Test
    void emptyBatchChangesNothing() {
        Interactions world = Interactions.withFeatures(new Random(1));
        try (RetrievalModel model =
                model(world, Options.of(List.of(5), List.of(4), 3, Similarity.COSINE), Interactions.adaptive(), SEED)) {
            model.trainStep(0, world.samples(6, new Random(2)));
            List<float[]> before = Parameters.all(model.state());
            Batch empty = world.samples(6, new Random(3));
            empty.setSize(0);

            assertThat(model.trainStep(0, empty)).isEqualTo(new StepResult(0, 0));

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
        Interactions world = Interactions.withFeatures(new Random(1));
        TowerOptions options = Options.of(List.of(5), List.of(4), 3, Similarity.COSINE);
        try (RetrievalModel model = model(world, options, Interactions.adaptive(), seed)) {
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

    @Test
    void copiedStateGivesTheSameVectors() throws IOException {
        Interactions world = Interactions.withFeatures(new Random(1));
        TowerOptions options = Options.of(List.of(5), List.of(4), 3, Similarity.COSINE);
        int[] keys = {0, 1, 2, 3, 4, 5, 6};
        try (RetrievalModel model = model(world, options, Interactions.adaptive(), SEED);
                RetrievalModel copy = model(world, options, Interactions.adaptive(), SEED + 1);
                FloatMatrix expected = new FloatMatrix(7, 3);
                FloatMatrix found = new FloatMatrix(7, 3)) {
            model.trainStep(0, world.samples(6, new Random(2)));
            Parameters.copy(model.state(), copy.state());

            model.userVectors(UserQueries.of(keys), expected);
            copy.userVectors(UserQueries.of(keys), found);

            assertThat(values(found)).containsExactly(values(expected));
        }
    }

    private static float[] values(FloatMatrix matrix) {
        float[] values = new float[matrix.rows() * matrix.columns()];
        matrix.buffer().get(0, values);
        return values;
    }

    @Test
    void sidesHaveOneTablePerVocabularyAndSide() {
        Interactions world = Interactions.withFeatures(new Random(1));
        try (RetrievalModel model =
                model(world, Options.of(List.of(5), List.of(4), 3, Similarity.COSINE), Interactions.adaptive(), SEED)) {
            assertThat(model.state().tables())
                    .extracting(TableState::name)
                    .containsExactly("user-user", "user-country", "user-item", "item-category", "item-item");
            assertThat(model.state().dense())
                    .extracting(DenseParameters::name)
                    .containsExactly("user-tower", "item-tower");
        }
    }

    private static RetrievalModel model(
            Interactions world, TowerOptions options, TrainingConfiguration training, long seed) {
        return model(world, options, training, seed, 1);
    }

    private static RetrievalModel model(
            Interactions world, TowerOptions options, TrainingConfiguration training, long seed, int threads) {
        return (RetrievalModel) new DssmFactory().create(world.context(options, training, seed, threads));
    }

    private static ReferenceDssm reference(Interactions world, TowerOptions options) {
        return new ReferenceDssm(world, options, SEED);
    }
}
