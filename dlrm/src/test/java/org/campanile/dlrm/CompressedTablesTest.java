package org.campanile.dlrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.Batch;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.config.SequencePooling;
import org.campanile.core.embedding.Composition;
import org.campanile.core.embedding.TableState;
import org.campanile.core.math.SelfPairs;
import org.campanile.core.model.ModelFactories;
import org.campanile.core.model.Parameters;
import org.campanile.core.model.RankingModel;
import org.campanile.core.nn.Normalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compositional tables beside uncompressed ones, and what options may not ask for. */
class CompressedTablesTest {
    private static final long SEED = 9;
    private static final int DIM = 4;
    private static final int IDS = 6;

    /** Near the root of six values, which is what rows of 0 stand for. */
    private static final int DIVISOR = 3;

    private static FeatureTable table(String feature, FeatureTable.Method method, int rows, Composition composition) {
        return new FeatureTable(feature, 0, method, rows, composition);
    }

    private static TablesOptions composed(String feature, Composition composition) {
        return new TablesOptions(List.of(table(feature, FeatureTable.Method.QUOTIENT_REMAINDER, 0, composition)));
    }

    private static DcnOptions dcn(TablesOptions tables) {
        return new DcnOptions(
                DIM,
                2,
                0,
                1,
                DcnStructure.PARALLEL,
                new DeepNetworkOptions(List.of(5), 0, Normalization.NONE),
                0.5,
                MixtureOptions.NONE,
                tables,
                ObjectiveOptions.CLICK);
    }

    private static RankingModel model(Clicks world, ModelOptions options, String type) {
        return (RankingModel) ModelFactories.of(type).create(world.context(options, Clicks.descent(1), SEED, 1));
    }

    /** By its dense networks and the tables of the same names. */
    private static void copyNetworks(RankingModel from, RankingModel to) throws IOException {
        for (int i = 0; i < from.state().dense().size(); i++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            from.state().dense().get(i).writeNetwork(bytes);
            to.state().dense().get(i).readNetwork(new ByteArrayInputStream(bytes.toByteArray()));
        }
    }

    private static TableState table(RankingModel model, String name) {
        return model.state().tables().stream()
                .filter(found -> found.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double[][] vectors(Parameters parameters, Composition composition) {
        double[] q = parameters.of("word-quotients");
        double[] r = parameters.of("word-remainders");
        int half = DIM / 2;
        double[][] vectors = new double[IDS][DIM];
        for (int id = 0; id < IDS; id++) {
            for (int i = 0; i < DIM; i++) {
                int a = id / DIVISOR;
                int b = id % DIVISOR;
                vectors[id][i] = switch (composition) {
                    case MULTIPLY -> q[a * DIM + i] * r[b * DIM + i];
                    case ADD -> q[a * DIM + i] + r[b * DIM + i];
                    case CONCAT -> i < half ? q[a * half + i] : r[b * half + i - half];
                };
            }
        }
        return vectors;
    }

    /** Sequences with a sum, a mean and a maximum, so that one vector is used in several ways. */
    @ParameterizedTest
    @EnumSource
    void composedVectorsPredictAndLearnAsTheSameVectorsInAFullTable(Composition composition) throws IOException {
        Clicks world = Clicks.ofSequences(SequencePooling.SUM, SequencePooling.MEAN, SequencePooling.MAX);
        Batch batch = world.samples(16, new Random(3));
        try (RankingModel compressed = model(world, dcn(composed("s-SUM", composition)), "dcn");
                RankingModel full = model(world, dcn(TablesOptions.NONE), "dcn")) {
            // A first step moves quotients from where they all are alike.
            compressed.trainStep(0, world.samples(16, new Random(4)));
            copyNetworks(compressed, full);
            Parameters before = Parameters.of(compressed.state());
            double[][] vectors = vectors(before, composition);
            for (int id = 0; id < IDS; id++) {
                float[] record = new float[DIM];
                for (int i = 0; i < DIM; i++) {
                    record[i] = (float) vectors[id][i];
                }
                table(full, "word").writeRecord(id, record, 0);
            }
            float[] expected = new float[16];
            float[] found = new float[16];
            full.predict(batch, expected);
            compressed.predict(batch, found);
            assertThat(found).containsExactly(expected, within(1e-6f));

            compressed.trainStep(0, batch);
            full.trainStep(0, batch);

            assertChainRule(composition, before, Parameters.of(compressed.state()), vectors, full);
        }
    }

    /** At a rate of 1 plain descent takes the gradient off; that by a row is the sum over the values that have it. */
    private static void assertChainRule(
            Composition composition, Parameters before, Parameters after, double[][] vectors, RankingModel full) {
        double[] fullAfter = Parameters.of(full.state()).of("word");
        double[] q = before.of("word-quotients").clone();
        double[] r = before.of("word-remainders").clone();
        double[] expectedQ = q.clone();
        double[] expectedR = r.clone();
        int half = DIM / 2;
        for (int id = 0; id < IDS; id++) {
            int a = id / DIVISOR;
            int b = id % DIVISOR;
            for (int i = 0; i < DIM; i++) {
                double gradient = (float) vectors[id][i] - fullAfter[id * DIM + i];
                switch (composition) {
                    case MULTIPLY -> {
                        expectedQ[a * DIM + i] -= gradient * r[b * DIM + i];
                        expectedR[b * DIM + i] -= gradient * q[a * DIM + i];
                    }
                    case ADD -> {
                        expectedQ[a * DIM + i] -= gradient;
                        expectedR[b * DIM + i] -= gradient;
                    }
                    case CONCAT -> {
                        double[] half1 = i < half ? expectedQ : expectedR;
                        half1[(i < half ? a : b) * half + i % half] -= gradient;
                    }
                }
            }
        }
        assertThat(after.of("word-quotients")).containsExactly(expectedQ, within(1e-5));
        assertThat(after.of("word-remainders")).containsExactly(expectedR, within(1e-5));
    }

    @Test
    void composedVectorsBeginAsThoseOfTheRemaindersAlone() {
        Clicks world = Clicks.ofSequences(SequencePooling.SUM);
        for (Composition composition : List.of(Composition.MULTIPLY, Composition.ADD)) {
            try (RankingModel model = model(world, dcn(composed("s-SUM", composition)), "dcn")) {
                Parameters initial = Parameters.of(model.state());
                double[][] vectors = vectors(initial, composition);
                double[] remainders = initial.of("word-remainders");
                for (int id = 0; id < IDS; id++) {
                    for (int i = 0; i < DIM; i++) {
                        assertThat(vectors[id][i])
                                .isEqualTo(remainders[id % DIVISOR * DIM + i])
                                .isBetween(-0.5, 0.5);
                    }
                }
            }
        }
    }

    @Test
    void tablesOfTheNamedFeaturesAreSmaller() {
        Clicks world = Clicks.ofUsersAndItems(new Random(1));
        TablesOptions tables = new TablesOptions(List.of(
                table("item", FeatureTable.Method.QUOTIENT_REMAINDER, 2, Composition.MULTIPLY),
                table("user", FeatureTable.Method.HASHED, 3, Composition.MULTIPLY),
                table("device", FeatureTable.Method.HASHED, 100, Composition.MULTIPLY)));
        try (RankingModel model = model(world, dcn(tables), "dcn")) {
            assertThat(model.state().tables())
                    .extracting(TableState::name, TableState::rows)
                    .map(Object::toString)
                    .containsExactly(
                            "(\"item-quotients\", 3)",
                            "(\"item-remainders\", 2)",
                            "(\"country\", 6)",
                            "(\"device\", 6)",
                            "(\"tag\", 6)",
                            "(\"user\", 3)");
            // Plain descent keeps nothing beside four weights of four bytes, for each of six values.
            assertThat(model.state().tables())
                    .extracting(TableState::uncompressedBytes)
                    .containsExactly(0L, 96L, 96L, 96L, 96L, 96L);
        }
    }

    @Test
    void aCompositionThatWouldSaveNothingIsAFullTable() {
        Clicks world = Clicks.ofUsersAndItems(new Random(1));
        TablesOptions tables = new TablesOptions(
                List.of(table("item", FeatureTable.Method.QUOTIENT_REMAINDER, 5, Composition.MULTIPLY)));
        try (RankingModel model = model(world, dcn(tables), "dcn")) {
            // Five remainders and two quotients are more than six values.
            assertThat(table(model, "item").rows()).isEqualTo(6);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dlrm", "deepfm", "factorization-machine", "logistic-regression"})
    void interactionsOfVectorsTakeOneLengthOnly(String type) {
        TablesOptions tables = new TablesOptions(
                List.of(new FeatureTable("device", 8, FeatureTable.Method.FULL, 0, Composition.MULTIPLY)));
        assertThatThrownBy(() -> options(type, tables))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tables gives the feature device an embedding-dim of 8, but the interaction of type " + type
                        + " takes vectors of one length; allowed: " + (type.startsWith("logistic") ? 1 : DIM)
                        + ", or choose dcn");
    }

    private static ModelOptions options(String type, TablesOptions tables) {
        DeepNetworkOptions deep = new DeepNetworkOptions(List.of(4), 0, Normalization.NONE);
        return switch (type) {
            case "dlrm" ->
                new DlrmOptions(
                        DlrmPreset.NONE,
                        DIM,
                        List.of(DIM),
                        List.of(),
                        SelfPairs.LEFT_OUT,
                        0,
                        Normalization.NONE,
                        MixtureOptions.NONE,
                        tables,
                        ObjectiveOptions.CLICK);
            case "deepfm" -> new DeepFmOptions(DIM, deep, 0.5, tables, ObjectiveOptions.CLICK);
            case "factorization-machine" -> new FactorizationMachineOptions(DIM, 0.5, tables, ObjectiveOptions.CLICK);
            default -> new LogisticRegressionOptions(tables, ObjectiveOptions.CLICK);
        };
    }

    @Test
    void featuresWithoutATableOfTheirOwnAreNamed() {
        assertRefused(
                Stream.of(table("price", FeatureTable.Method.HASHED, 3, Composition.MULTIPLY)),
                "model.tables names the feature price, but the data set has no feature of that name with an embedding;"
                        + " allowed: item, country, device, recent, tags, user, queries.");
        assertRefused(
                Stream.of(
                        table("item", FeatureTable.Method.HASHED, 3, Composition.MULTIPLY),
                        table("recent", FeatureTable.Method.HASHED, 4, Composition.MULTIPLY)),
                "model.tables names the features item and recent, but they have one table, that of the vocabulary item:"
                        + " leave one of them out.");
    }

    private static void assertRefused(Stream<FeatureTable> tables, String message) {
        TablesOptions options = new TablesOptions(tables.toList());
        assertThatThrownBy(() -> model(Clicks.ofUsersAndItems(new Random(1)), dcn(options), "dcn"))
                .isInstanceOf(CampanileException.class)
                .hasMessage(message);
    }

    @Test
    void oneNumberCannotBeDivided() {
        LogisticRegressionOptions options =
                new LogisticRegressionOptions(composed("device", Composition.CONCAT), ObjectiveOptions.CLICK);
        assertThatThrownBy(() -> model(Clicks.ofUsersAndItems(new Random(1)), options, "logistic-regression"))
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "model.tables composes the vectors of the feature device by concat, but they have one number,"
                                + " which cannot be divided; allowed: multiply, add.");
    }

    @Test
    void sequencesThatStandSideBySideAreNotComposed() {
        Clicks world = Clicks.ofSequences(SequencePooling.CONCAT);
        DcnOptions options = dcn(composed("s-CONCAT", Composition.ADD));
        assertThatThrownBy(() -> model(world, options, "dcn"))
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "The pooling of feature s-CONCAT is concat, which compositional embeddings have not; allowed:"
                                + " mean, sum, max.");
    }

    @Test
    void rowsAreForTablesWithFewerOfThemThanValues() {
        assertThatThrownBy(() -> table("device", FeatureTable.Method.FULL, 3, Composition.MULTIPLY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "rows of the table of device are 3, but its method is full, a row for every value: set it to"
                                + " hashed or quotient-remainder");
        assertThatThrownBy(() -> table("device", FeatureTable.Method.HASHED, 1, Composition.MULTIPLY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rows of the table of device are 1, but its method is hashed; allowed: at least 2, of which"
                        + " one is for unknown values");
    }
}
