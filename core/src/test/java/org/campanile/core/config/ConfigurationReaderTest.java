package org.campanile.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.campanile.core.CampanileException;
import org.campanile.core.config.DenseOptimizerConfiguration.DenseOptimizerType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationReaderTest {
    record TinyModel(
            @Option(value = "Width.", defaultValue = "16", range = "[1, 64]")
            int embeddingDim,

            @Option(value = "Hidden layers.", defaultValue = "[8]", range = "[1, 100]")
            List<Integer> layers)
            implements ModelOptions {}

    record TinySource(
            @Option(value = "Rows to make.", defaultValue = "10", range = "(0, 1000)")
            int rows) implements SourceOptions {}

    record DeepModel(
            @Option(value = "Depth.", defaultValue = "3") int depth,

            @Included(defaults = {"embedding-dim: 4", "layers: [2, 1]"})
            TinyModel tiny)
            implements ModelOptions {}

    private static final ConfigurationReader READER = new ConfigurationReader(
            new ConfigurationVariants(Map.of("tiny", TinyModel.class), Map.of("made-up", TinySource.class)));

    private static final ConfigurationReader DEEP_READER = new ConfigurationReader(
            new ConfigurationVariants(Map.of("deep", DeepModel.class), Map.of("made-up", TinySource.class)));

    private static final String SMALLEST = """
            name: test
            data:
              source: made-up
            model:
              type: tiny
            """;

    private static RunConfiguration parse(String yaml, String... overrides) {
        return READER.parse(yaml, "run.yaml", List.of(overrides));
    }

    private static RunConfiguration smallestWith(String... overrides) {
        return parse(SMALLEST, overrides);
    }

    @Test
    void fillsInTheDeclaredDefaults() {
        RunConfiguration configuration = smallestWith();

        assertThat(configuration.seed()).isEqualTo(42);
        assertThat(configuration.training().batchSize()).isEqualTo(1024);
        assertThat(configuration.training().denseOptimizer().type()).isEqualTo(DenseOptimizerType.ADAM);
        assertThat(configuration.evaluation().topK()).containsExactly(10, 20, 50, 100);
        assertThat(configuration.model().options()).isEqualTo(new TinyModel(16, List.of(8)));
        assertThat(configuration.data().options()).isEqualTo(new TinySource(10));
    }

    @Test
    void includedOptionsStandInTheSectionItselfAndHaveDefaultsOfTheirOwn() {
        assertThat(deepWith().model().options()).isEqualTo(new DeepModel(3, new TinyModel(4, List.of(2, 1))));
        RunConfiguration configuration = deepWith("model.embedding-dim=5", "model.depth=2");

        assertThat(configuration.model().options()).isEqualTo(new DeepModel(2, new TinyModel(5, List.of(2, 1))));
        assertThat(DEEP_READER.parse(ConfigurationWriter.toYaml(configuration), "written", List.of()))
                .isEqualTo(configuration);
        assertThat(ConfigurationReference.variant(DeepModel.class))
                .extracting(ConfigurationReference.Entry::key, ConfigurationReference.Entry::defaultValue)
                .containsExactly(
                        tuple("model.depth", "3"), tuple("model.embedding-dim", "4"), tuple("model.layers", "[2, 1]"));
        assertThatThrownBy(() -> deepWith("model.embedding-dim=65"))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("model.embedding-dim");
    }

    private static RunConfiguration deepWith(String... overrides) {
        return DEEP_READER.parse(SMALLEST.replace("type: tiny", "type: deep"), "run.yaml", List.of(overrides));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "data.split.test=0.9; section data.split: validation is 0.125 and test is 0.9, which together must be"
                        + " less than 1",
                "data.split.test-from=2015-13-01; section data.split: test-from: '2015-13-01' is no time: write a date"
                        + " such as 2015-03-31, an instant such as 2015-03-31T12:00:00Z, or a number in the data's own"
                        + " unit",
                "data.split.test-from=7; section data.split: validation-from is '' and test-from is '7': give both or"
                        + " neither",
                "data.split.scope=per-user; section data.split: scope per-user is for the methods ratio and by-time",
                "data.select.active-days=7; section data.select: active-days is 7 without active-interactions",
                "data.positives.at-least=good; section data.positives: at-least is good, which is neither a number nor"
                        + " empty",
            })
    void optionsThatDoNotGoTogetherAreRefused(String override, String message) {
        assertThatThrownBy(() -> smallestWith(override))
                .isInstanceOf(CampanileException.class)
                .hasMessageEndingWith(message + ".");
    }

    @Test
    void checksToAllowAreNamed() {
        assertThat(smallestWith("data.allow=[target-in-history]").data().allow())
                .containsExactly(LeakageCheck.TARGET_IN_HISTORY);
        assertThatThrownBy(() -> smallestWith("data.allow=[target]"))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("pair-in-several-parts, target-in-history, history-after-target");
    }

    @Test
    void readsTheOptionsOfAVariantFromItsSection() {
        RunConfiguration configuration = parse(SMALLEST + "  layers: [4, 2]\n");

        assertThat(configuration.model().options()).isEqualTo(new TinyModel(16, List.of(4, 2)));
    }

    @Test
    void overridesReplaceValuesAndMakeSections() {
        RunConfiguration configuration = smallestWith(
                "training.dense-optimizer.learning-rate=0.5", "evaluation.top-k=[7]", "model.embedding-dim=3");

        assertThat(configuration.training().denseOptimizer().learningRate()).isEqualTo(0.5);
        assertThat(configuration.evaluation().topK()).containsExactly(7);
        assertThat(configuration.model().options()).isEqualTo(new TinyModel(3, List.of(8)));
    }

    @Test
    void aMisspeltKeyIsNamedWithItsLineAndTheNearestKey() {
        assertThatThrownBy(() -> parse(SMALLEST + "training:\n  batch-sise: 7\n"))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith(
                        "run.yaml:7: unknown key training.batch-sise (did you mean training.batch-size?). Keys here: ");
    }

    @Test
    void aMisspeltOverrideIsNamedAsSuch() {
        assertThatThrownBy(() -> smallestWith("trainign.epochs=3"))
                .hasMessageStartingWith(
                        "--set trainign.epochs=3: unknown key trainign (did you mean training?). Keys here: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "training.batch-size=0 | training.batch-size is 0; allowed: a whole number in [1, 1048576].",
                "training.batch-size=many | training.batch-size is many; allowed: a whole number in [1, 1048576].",
                "data.rows=1000 | data.rows is 1000; allowed: a whole number in (0, 1000).",
                "training.dense-optimizer.learning-rate=0 |"
                        + " training.dense-optimizer.learning-rate is 0; allowed: a number in (0, 100].",
                "training.dense-optimizer.type=adem | training.dense-optimizer.type is adem; allowed: adam, adamw, adagrad, sgd.",
                "evaluation.exclude-seen=maybe | evaluation.exclude-seen is maybe; allowed: true or false.",
                "evaluation.top-k=[0] | evaluation.top-k is 0; allowed: a whole number in [1, 10000].",
                "evaluation.top-k=5 | evaluation.top-k must be a list, but is a single value.",
                "training=5 | training must be a section with keys, but is a single value.",
                "model.type=tinny | model.type is tinny (did you mean tiny?); allowed: tiny.",
            })
    void wrongValuesAreNamedWithWhatIsAllowed(String override, String expected) {
        assertThatThrownBy(() -> smallestWith(override)).hasMessage("--set " + override + ": " + expected);
    }

    @Test
    void aMissingOptionIsNamedWithWhatItMeans() {
        assertThatThrownBy(() -> parse("data: {source: made-up}\nmodel: {type: tiny}\n"))
                .hasMessage("run.yaml:1: name is missing."
                        + " Name of the run; part of its folder's name and its name in MLflow.");
    }

    @Test
    void brokenYamlIsNamedWithItsLine() {
        assertThatThrownBy(() -> parse("name: test\ndata: [1, 2\nmodel: x\n"))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith("run.yaml:3: not valid YAML: ");
    }

    @Test
    void aKeyGivenTwiceIsRefused() {
        assertThatThrownBy(() -> parse(SMALLEST + "name: again\n")).hasMessageContaining("run.yaml:6");
    }

    @Test
    void tagsCreateNoObjects() {
        RunConfiguration configuration = parse(SMALLEST.replace("test", "!!java.io.File [x]".replace("[x]", "x")));

        assertThat(configuration.name()).isEqualTo("x");
    }

    @Test
    void anAbsentFileIsNamedWithWhereItWasLookedFor() {
        Path file = Path.of("no", "such.yaml");

        assertThatThrownBy(() -> READER.read(file, List.of()))
                .hasMessage("There is no configuration file " + file + " (looked in "
                        + file.toAbsolutePath().getParent() + ").");
    }

    @Test
    void aResolvedConfigurationReadsBackEqual() {
        RunConfiguration configuration =
                smallestWith("data.path='C:\\data \"x\": y'", "model.layers=[]", "experiment='true'");

        assertThat(parse(ConfigurationWriter.toYaml(configuration))).isEqualTo(configuration);
    }

    @Test
    void listsOfSectionsAreReadWithTheirDefaults() {
        RunConfiguration configuration = smallestWith("data.features=[{name: price, missing: mean}, {name: 'C*'}]");

        assertThat(configuration.data().features())
                .extracting(FeatureConfiguration::name, FeatureConfiguration::missing, FeatureConfiguration::quantiles)
                .containsExactly(
                        tuple("price", FeatureConfiguration.Missing.MEAN, 10),
                        tuple("C*", FeatureConfiguration.Missing.VALUE, 10));
        assertThat(configuration.data().features().get(1)).isEqualTo(FeatureConfiguration.ofDefaults("C*"));
        assertThat(parse(ConfigurationWriter.toYaml(configuration))).isEqualTo(configuration);
        assertThat(ConfigurationWriter.flatten(configuration).get("data.features"))
                .startsWith("[{name: price, kind: auto, ")
                .contains("missing: mean");
    }

    @Test
    void faultsInListsOfSectionsAreNamedWithTheirPlace() {
        String list =
                SMALLEST.replace("made-up", "made-up\n  features:\n    - name: a\n    - name: b\n      mincount: 2");

        assertThatThrownBy(() -> parse(list))
                .hasMessageStartingWith("run.yaml:7: unknown key data.features[1].mincount (did you mean"
                        + " data.features[1].min-count?). Keys here: ");
        assertThatThrownBy(() -> smallestWith("data.features=[{name: a, hash-size: 1}]"))
                .hasMessageEndingWith(
                        "section data.features[0]: hash-size of a is 1; allowed: 0, or at least 2 (index 0"
                                + " is the unknown value).");
        assertThatThrownBy(() -> smallestWith("data.features=[price]"))
                .hasMessageEndingWith("data.features[0] must be a section with keys, but is a single value.");
    }

    @Test
    void flattensToWholeKeys() {
        assertThat(ConfigurationWriter.flatten(smallestWith()))
                .containsEntry("training.dense-optimizer.type", "adam")
                .containsEntry("data.source", "made-up")
                .containsEntry("data.rows", "10")
                .containsEntry("evaluation.top-k", "[10, 20, 50, 100]");
    }

    @Test
    void theReferenceListsEveryOptionOnce() {
        assertThat(ConfigurationReference.common())
                .extracting(ConfigurationReference.Entry::key)
                .contains("name", "training.batch-size", "training.averaging.every", "data.split.method")
                .doesNotHaveDuplicates();
        assertThat(ConfigurationReference.variant(TinyModel.class))
                .contains(new ConfigurationReference.Entry(
                        "model.layers", "list of whole number in [1, 100]", "[8]", "Hidden layers."));
    }
}
