package org.campanile.towers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.config.ConfigurationReader;
import org.campanile.core.config.ConfigurationVariants;
import org.campanile.core.config.Option;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.SequencePooling;
import org.campanile.core.config.SourceOptions;
import org.campanile.core.embedding.LocalEmbeddingTable;
import org.campanile.core.embedding.TableState;
import org.campanile.core.loss.AccidentalHits;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.ModelFactories;
import org.campanile.core.model.ModelFactory;
import org.campanile.core.model.ModelFamily;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.negative.DrawTime;
import org.campanile.core.negative.NegativeDistribution;
import org.campanile.core.negative.NegativeSamplingOptions;
import org.campanile.core.negative.UserItems;
import org.campanile.core.nn.Activation;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.FeatureStorage;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.schema.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DssmFactoryTest {
    /** Data sources do not matter here. */
    record NoOptions(
            @Option(value = "Unused.", defaultValue = "0") int unused) implements SourceOptions {}

    @Test
    void isFoundByItsType() {
        ModelFactory factory = ModelFactories.of("dssm");
        assertThat(factory).isInstanceOf(DssmFactory.class);
        assertThat(factory.family()).isEqualTo(ModelFamily.RETRIEVAL);
        assertThat(factory.description()).contains("CIKM 2013");
    }

    @Test
    void optionsAreReadFromTheModelSection() {
        TowerOptions options = (TowerOptions)
                parse("{type: dssm, user-tower: [], item-tower: [32, 16], output-activation: relu, similarity: dot,"
                                + " temperature: 1, loss: sampled-softmax, negatives: 8, log-q: none,"
                                + " accidental-hits: keep, negative-sampling: {distribution: popularity, exponent: 0.75,"
                                + " exclude-positives: true, drawn: once, shown: 2, subsampling: 0.001}}")
                        .model()
                        .options();
        assertThat(options)
                .isEqualTo(new TowerOptions(
                        64,
                        List.of(),
                        List.of(32, 16),
                        64,
                        Activation.RELU,
                        List.of(),
                        List.of(),
                        Similarity.DOT,
                        1,
                        RetrievalLoss.SAMPLED_SOFTMAX,
                        "",
                        8,
                        0,
                        LogQ.NONE,
                        1,
                        0,
                        1,
                        AccidentalHits.KEEP,
                        FrequencyOptions.usual(),
                        new NegativeSamplingOptions(
                                NegativeDistribution.POPULARITY, 0.75, true, DrawTime.ONCE, 2, 0, "", 0.001)));
    }

    @Test
    void everyOptionHasADefault() {
        TowerOptions options = (TowerOptions) parse("{type: dssm}").model().options();
        assertThat(options.embeddingDim()).isEqualTo(64);
        assertThat(options.negatives()).isEqualTo(4);
        assertThat(options.loss()).isEqualTo(RetrievalLoss.POINT_WISE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "loss: shared-sampled-softmax, negative-sampling: {drawn: once} | are for negatives of each sample",
                "loss: mixed-softmax, negative-sampling: {shown: 1} | are for negatives of each sample",
                "loss: in-batch-softmax, negative-sampling: {column: listed} | are for negatives of each sample",
                "negatives: 8, negative-sampling: {pool: 8, exclude-positives: true} | must be 0 or more than negatives, 8, of which",
                "loss: bpr, negatives: 0 | negatives is 0, which is for loss squared-error alone",
                "loss: point-wise, target: value | target is value, which is for loss squared-error alone",
                "loss: full-softmax, cross-batch-memory: 2 | cross-batch-memory is 2, which is for loss in-batch-softmax",
                "negatives: 8, negative-sampling: {shown: 9} | must be at most negatives, 8, but is 9",
                "negative-sampling: {pool: 9} | set exclude-positives to true",
                "loss: sampled-softmax, negative-sampling: {column: listed} | set log-q to none",
            })
    void optionsThatContradictEachOtherAreRefused(String options, String message) {
        assertThatThrownBy(() -> parse("{type: dssm, " + options + "}"))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aColumnOfNegativesThatIsNotThereIsRefused() {
        NegativeSamplingOptions sampling = new NegativeSamplingOptions(
                NegativeDistribution.UNIFORM, 1, false, DrawTime.EACH_EPOCH, 0, 0, "skipped", 0);
        TowerOptions options = Options.with(Options.embeddings(4, List.of()), sampling);
        ModelContext context = Interactions.ofKeys(5, 5).context(options, Interactions.adaptive(), 1);

        assertThatThrownBy(() -> new DssmFactory().create(context))
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "model.negative-sampling.column names skipped, which is no sequence of items in the samples'"
                                + " rows; the sequences there are [].");
    }

    private static RunConfiguration parse(String model) {
        ConfigurationVariants variants =
                new ConfigurationVariants(Map.of("dssm", TowerOptions.class), Map.of("none", NoOptions.class));
        return new ConfigurationReader(variants)
                .parse("{name: test, data: {source: none}, model: " + model + "}", "test", List.of());
    }

    @Test
    void samplesWithoutAUserAreRefused() {
        Schema schema = new Schema(
                List.of(new CategoricalFeature("item", FeatureSide.ITEM, "item")),
                List.of(new Vocabulary("item", 10)),
                null,
                "item");
        assertThatThrownBy(() -> create(schema))
                .isInstanceOf(CampanileException.class)
                .hasMessage("Model type dssm needs samples with a user and an item, but the data set has no user key"
                        + ": use a ranking model, or data of interactions.");
    }

    @Test
    void featuresAreChosenByName() {
        assertThat(tables(List.of())).containsExactly("user-user", "item-item", "item-genre");
        assertThat(tables(List.of("genre"))).containsExactly("user-user", "item-item", "item-genre");
        assertThat(tables(List.of("none"))).containsExactly("user-user", "item-item");
        assertThatThrownBy(() -> tables(List.of("genres")))
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "model.item-features names genres, which the data set does not have; it has item, genre, recent.");
    }

    @Test
    void featuresOfTheSamplesRowTakeNoPart() {
        assertThat(tables(List.of())).as("recent has the vocabulary word").doesNotContain("item-word");
        assertThatThrownBy(() -> tables(List.of("recent")))
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "model.item-features names recent, which differs from sample to sample of one item: model type"
                                + " dssm cannot use it; leave it out.");
    }

    private static List<String> tables(List<String> itemFeatures) {
        CategoricalFeature genre = new CategoricalFeature("genre", FeatureSide.ITEM, "genre");
        Schema schema = new Schema(
                List.of(
                        new CategoricalFeature("user", FeatureSide.USER, "user"),
                        new CategoricalFeature("item", FeatureSide.ITEM, "item"),
                        genre,
                        new SequenceFeature(
                                "recent", FeatureSide.ITEM, "word", SequencePooling.MEAN, 0, FeatureStorage.IN_ROW)),
                List.of(
                        new Vocabulary("user", 10),
                        new Vocabulary("item", 10),
                        new Vocabulary("genre", 3),
                        new Vocabulary("word", 3)),
                "user",
                "item");
        EntityFeatures genres =
                new EntityFeatures(10, ColumnSet.of(List.of(genre)), new float[0], new int[1][10], new JaggedIds[0]);
        TowerOptions options = Options.embeddings(4, itemFeatures);
        try (RecommenderModel model = new DssmFactory()
                .create(new ModelContext(
                        options,
                        Interactions.adaptive(),
                        schema,
                        EntityFeatures.none(10),
                        genres,
                        () -> new long[10],
                        label -> UserItems.none(10),
                        1,
                        1,
                        LocalEmbeddingTable::new))) {
            return model.state().tables().stream().map(TableState::name).toList();
        }
    }

    private static void create(Schema schema) {
        TowerOptions options = Options.embeddings(4, List.of());
        new DssmFactory()
                .create(new ModelContext(
                        options,
                        Interactions.adaptive(),
                        schema,
                        EntityFeatures.none(10),
                        EntityFeatures.none(10),
                        () -> new long[10],
                        label -> UserItems.none(10),
                        1,
                        1,
                        LocalEmbeddingTable::new));
    }
}
