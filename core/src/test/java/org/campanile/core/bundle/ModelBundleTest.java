package org.campanile.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.config.ConfigurationReader;
import org.campanile.core.config.ConfigurationVariants;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.embedding.TableState;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.UserQueries;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.schema.Vocabulary;
import org.campanile.core.shard.DatasetFixture;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Rows;
import org.campanile.core.shard.Split;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.LocalFileStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelBundleTest {
    private static final Schema SCHEMA = new Schema(
            List.of(
                    new CategoricalFeature("user", FeatureSide.USER, "user"),
                    new CategoricalFeature("item", FeatureSide.ITEM, "item"),
                    new DenseFeature("price", FeatureSide.ITEM),
                    new SequenceFeature("genres", FeatureSide.ITEM, "genre")),
            List.of(new Vocabulary("user", 5), new Vocabulary("item", 7), new Vocabulary("genre", 3)),
            "user",
            "item");
    private static final ConfigurationReader READER = new ConfigurationReader(
            new ConfigurationVariants(Map.of("toy", ToyOptions.class), Map.of("toy", ToySource.class)));

    @TempDir
    private Path folder;

    private FileStore bundle;
    private PreparedDataset dataset;
    private RunConfiguration configuration;

    @BeforeEach
    void prepare() {
        bundle = new LocalFileStore(folder.resolve("run/bundle"));
        dataset = new DatasetFixture(new LocalFileStore(folder.resolve("prepared")), SCHEMA)
                .shard(Split.TRAIN, Rows.random(ColumnSet.of(SCHEMA.rowFeatures()), 20, 1), 10)
                .items(Rows.random(ColumnSet.of(SCHEMA.entityFeatures(FeatureSide.ITEM)), 7, 2), 4)
                .open();
        configuration =
                READER.parse("name: toy\ndata: {source: toy}\nmodel: {type: toy, dim: 4}\n", "the test", List.of());
    }

    @Test
    void theModelComesBackWithItsParameters() {
        writeBundle();
        try (LoadedBundle loaded = ModelBundle.load(bundle, READER);
                ToyModel expected = trainedModel();
                FloatMatrix actualVectors = new FloatMatrix(2, 4);
                FloatMatrix expectedVectors = new FloatMatrix(2, 4)) {
            ToyModel model = (ToyModel) loaded.model();
            model.userVectors(UserQueries.of(3, 1), actualVectors);
            expected.userVectors(UserQueries.of(3, 1), expectedVectors);
            assertThat(actualVectors.buffer()).isEqualTo(expectedVectors.buffer());
            model.itemVectors(new int[] {6, 0}, 0, 2, actualVectors);
            expected.itemVectors(new int[] {6, 0}, 0, 2, expectedVectors);
            assertThat(actualVectors.buffer()).isEqualTo(expectedVectors.buffer());
            for (TableState table : model.state().tables()) {
                assertThat(table.touchedRows()).isEmpty();
                float[] record = new float[table.dim() + table.stateSize()];
                table.readRecord(2, record, 0);
                assertThat(record).endsWith(0f); // the optimizer's state stays behind
            }
        }
    }

    @Test
    void modelsOverMappedTablesGiveTheSameVectorsAndShareTheirRows() {
        writeBundle();
        try (MappedTables tables = MappedTables.of(bundle);
                LoadedBundle own = ModelBundle.load(bundle, READER)) {
            for (int model = 0; model < 2; model++) {
                // Closing a model leaves the tables to the next.
                try (LoadedBundle mapped = ModelBundle.load(bundle, READER, tables);
                        FloatMatrix expected = new FloatMatrix(2, 4);
                        FloatMatrix actual = new FloatMatrix(2, 4)) {
                    ((ToyModel) own.model()).itemVectors(new int[] {6, 0}, 0, 2, expected);
                    ((ToyModel) mapped.model()).itemVectors(new int[] {6, 0}, 0, 2, actual);
                    assertThat(actual.buffer()).isEqualTo(expected.buffer());
                }
            }
        }
    }

    @Test
    void aDamagedTableIsNotMapped() throws IOException {
        writeBundle();
        Path file = folder.resolve("run/bundle/tables/items/part-00000.parquet");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> MappedTables.of(bundle))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith(file + " is damaged");
    }

    @Test
    void tablesOfABundleThatWasReplacedAreRefused() {
        writeBundle();
        try (MappedTables tables = MappedTables.of(bundle)) {
            writeBundleOfOtherParameters();
            assertThatThrownBy(() -> ModelBundle.load(bundle, READER, tables))
                    .isInstanceOf(CampanileException.class)
                    .hasMessageContaining("was replaced");
        }
    }

    @Test
    void itSaysWhatItIsMadeOf() {
        writeBundle();
        BundleManifest manifest = ModelBundle.manifest(bundle);
        assertThat(manifest.modelType()).isEqualTo("toy");
        assertThat(manifest.version()).matches("[0-9a-f]{16}");
        assertThat(manifest.schema()).isEqualTo(SCHEMA);
        assertThat(manifest.dataHash()).isEqualTo(dataset.manifest().contentHash());
        assertThat(manifest.software()).containsEntry("campanile", "1.2.3");
        assertThat(manifest.networks()).containsExactly(new BundleNetwork("shift", 4, "networks/shift.zip"));
        assertThat(manifest.tables()).extracting(BundleTable::name).containsExactly("users", "items");
        try (LoadedBundle loaded = ModelBundle.load(bundle, READER)) {
            assertThat(loaded.configuration()).isEqualTo(configuration);
        }
    }

    @Test
    void itWorksWithoutTheDataSet() throws IOException {
        writeBundle();
        new LocalFileStore(folder).delete("prepared");
        Files.move(folder.resolve("run"), folder.resolve("elsewhere"));
        FileStore moved = new LocalFileStore(folder.resolve("elsewhere/bundle"));
        try (LoadedBundle loaded = ModelBundle.load(moved, READER)) {
            PreparedDataset entities = loaded.entities();
            assertThat(entities.counts("item")).containsExactly(0, 10, 20, 30, 40, 50, 60);
            assertThat(entities.entities(FeatureSide.ITEM).dense()).hasSize(7);
            assertThat(entities.samples(Split.TRAIN)).isZero();
        }
    }

    @Test
    void equalParametersGiveTheSameVersionAndOthersAnother() {
        writeBundle();
        String version = ModelBundle.manifest(bundle).version();
        writeBundle();
        assertThat(ModelBundle.manifest(bundle).version()).isEqualTo(version);

        writeBundleOfOtherParameters();
        assertThat(ModelBundle.manifest(bundle).version()).isNotEqualTo(version);
    }

    @Test
    void metricsAreAddedLater() {
        writeBundle();
        String version = ModelBundle.manifest(bundle).version();
        ModelBundle.addMetrics(bundle, Map.of("test/ndcg_at_10", 0.25));
        BundleManifest manifest = ModelBundle.manifest(bundle);
        assertThat(manifest.metrics()).containsOnly(Map.entry("train/loss", 0.5), Map.entry("test/ndcg_at_10", 0.25));
        assertThat(manifest.version()).isEqualTo(version);
        ModelBundle.load(bundle, READER).close();
    }

    @Test
    void everyFileIsInTheListAndNothingElseIsThere() throws IOException {
        writeBundle();
        Path root = folder.resolve("run/bundle");
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> root.relativize(file).toString())
                            .filter(name -> !name.equals("model.json")))
                    .containsExactlyInAnyOrderElementsOf(ModelBundle.manifest(bundle).files().stream()
                            .map(BundleFile::path)
                            .toList())
                    .contains(
                            "MLmodel",
                            "golden.json",
                            "networks/shift.zip",
                            "tables/items/part-00000.parquet",
                            "data/dataset.json");
        }
        assertThat(folder.resolve("run")).isDirectoryContaining("glob:**/bundle");
        assertThat(new LocalFileStore(folder).list("run")).containsExactly("bundle");
    }

    @Test
    void aBundleThatCannotBeWrittenWholeLeavesTheOneBefore() throws IOException {
        writeBundle();
        String version = ModelBundle.manifest(bundle).version();
        try (ToyModel model = trainedModel()) {
            Files.delete(folder.resolve("prepared/items/part-00000.parquet"));
            assertThatThrownBy(() -> ModelBundle.write(bundle, description(), model, dataset))
                    .isInstanceOf(CampanileException.class)
                    .hasMessageStartingWith("The model bundle cannot be written to " + bundle.root());
        }
        try (LoadedBundle loaded = ModelBundle.load(bundle, READER)) {
            assertThat(loaded.manifest().version()).isEqualTo(version);
        }
    }

    @Test
    void mlflowRecognisesAModel() throws IOException {
        writeBundle();
        assertThat(Files.readString(folder.resolve("run/bundle/MLmodel")))
                .contains("flavors:\n  campanile:\n", "    model_type: 'toy'\n", "    campanile_version: '1.2.3'\n");
    }

    @Test
    void mlflowKnowsWhatTheModelTakesAndGives() throws IOException {
        writeBundle();
        String file = Files.readString(folder.resolve("run/bundle/MLmodel"));
        assertThat(file)
                .contains(
                        "signature:\n  inputs: '[{\"type\":\"string\",\"name\":\"user\",\"required\":true},",
                        "\"genres\"")
                .contains("  outputs: '[{\"type\":\"double\",\"name\":\"score\",\"required\":true}]'\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "networks/shift.zip",
                "tables/items/part-00000.parquet",
                "data/vocabulary/item.parquet",
                "golden.json",
                "MLmodel"
            })
    void aDamagedFileIsNamed(String path) throws IOException {
        writeBundle();
        Path file = folder.resolve("run/bundle").resolve(path);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> ModelBundle.load(bundle, READER))
                .isInstanceOf(CampanileException.class)
                .hasMessage(file + " is damaged: it does not match its checksum in model.json;"
                        + " copy the bundle again or train the model again.");
    }

    @Test
    void aShortenedFileIsDamaged() throws IOException {
        writeBundle();
        Files.writeString(folder.resolve("run/bundle/MLmodel"), "", StandardOpenOption.TRUNCATE_EXISTING);
        assertThatThrownBy(() -> ModelBundle.load(bundle, READER)).hasMessageContaining("MLmodel is damaged");
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        writeBundle();
        Path file = folder.resolve("run/bundle/networks/shift.zip");
        Files.delete(file);
        assertThatThrownBy(() -> ModelBundle.load(bundle, READER))
                .isInstanceOf(CampanileException.class)
                .hasMessage(file + " is missing: the bundle is not whole; copy it again or train the model again.");
    }

    @Test
    void aFolderWithoutABundleIsReported() {
        assertThatThrownBy(() -> ModelBundle.load(bundle, READER))
                .isInstanceOf(CampanileException.class)
                .hasMessage("There is no model bundle in " + bundle.root()
                        + ": it has no model.json; give the bundle folder of a finished run.");
    }

    @Test
    void aNewerFormatIsReported() throws IOException {
        writeBundle();
        Path file = folder.resolve("run/bundle/model.json");
        Files.writeString(file, Files.readString(file).replace("\"formatVersion\" : 2", "\"formatVersion\" : 3"));
        assertThatThrownBy(() -> ModelBundle.load(bundle, READER))
                .hasMessage(file + " has format version 3, but this Campanile reads version 2: use a newer Campanile.");
    }

    @Test
    void anotherTransformThanThatOfTrainingIsRefused() throws IOException {
        writeBundle();
        String trained = dataset.manifest().transform().sha256();
        Path file = folder.resolve("run/bundle/model.json");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("\"transformHash\" : \"" + trained + "\"", "\"transformHash\" : \"0123\""));

        assertThatThrownBy(() -> ModelBundle.load(bundle, READER))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("was trained on data of the transform 0123, but those in " + bundle.root()
                        + "/data were made by the transform " + trained);
    }

    @Test
    void anotherModelThanTheStoredOneIsRefused() throws IOException {
        writeBundle();
        Path file = folder.resolve("run/bundle/model.json");
        Files.writeString(file, Files.readString(file).replace("  dim: 4\\n", "  dim: 5\\n"));
        assertThatThrownBy(() -> ModelBundle.load(bundle, READER))
                .isInstanceOf(CampanileException.class)
                .hasMessage("The model bundle in " + bundle.root()
                        + " does not fit this Campanile: its parameters of network shift are 4,"
                        + " but those of a toy made from its configuration are 5;"
                        + " use the version that wrote it (campanile 1.2.3).");
    }

    @Test
    void aModelThatAnswersAsItDidPasses() {
        writeBundle();
        try (LoadedBundle own = ModelBundle.load(bundle, READER);
                MappedTables tables = MappedTables.of(bundle);
                LoadedBundle mapped = ModelBundle.load(bundle, READER, tables)) {
            assertThatCode(() -> GoldenQueries.check(bundle, own)).doesNotThrowAnyException();
            assertThatCode(() -> GoldenQueries.check(bundle, mapped)).doesNotThrowAnyException();
        }
    }

    @Test
    void goldenQueriesAskForKnownAndUnknownUsersAndAllKindsOfHistories() {
        writeBundle();
        List<GoldenQuery> queries = GoldenFile.read(bundle);
        // Training saw 4 users, each alone; 5 histories, without and with a user; nobody, and a stranger.
        assertThat(queries)
                .hasSize(4 + 5 * 2 + 2)
                .allSatisfy(query -> assertThat(query.answer()).hasSize(4));
        assertThat(queries).anySatisfy(query -> assertThat(query.user()).isNull());
        assertThat(queries).anySatisfy(query -> assertThat(query.history()).hasSize(300));
        // A toy's vector is its user's row, of numbers row + i/16 after pretended training, and 10 + i more.
        assertThat(queries.get(0).answer()).containsExactly(10f, 11.0625f, 12.125f, 13.1875f);
    }

    @Test
    void aModelThatAnswersOtherwiseIsRefused() {
        writeBundle();
        try (LoadedBundle loaded = ModelBundle.load(bundle, READER)) {
            ToyModel model = (ToyModel) loaded.model();
            float[] parameters = new float[4];
            model.state().dense().get(0).readParameters(parameters);
            parameters[2] += 0.1f;
            model.state().dense().get(0).writeParameters(parameters);
            assertThatThrownBy(() -> GoldenQueries.check(bundle, loaded))
                    .isInstanceOf(CampanileException.class)
                    .hasMessage("The model in " + bundle.root() + " (version "
                            + loaded.manifest().version()
                            + ") answers otherwise than when it was written: for user null with the history [] and the values {} it gave"
                            + " [10.0, 11.0625, 12.125, 13.1875], but gives [10.0, 11.0625, 12.225, 13.1875] now;"
                            + " use the version of Campanile that wrote it (1.2.3), or train it again.");
        }
    }

    @Test
    void aBundleIsReadWithoutTheSourceOfItsData() {
        writeBundle();
        try (LoadedBundle loaded = ModelBundle.load(bundle, BundleConfigurations.reader())) {
            assertThat(loaded.configuration().model()).isEqualTo(configuration.model());
            assertThat(loaded.configuration().data().source()).isEqualTo("toy");
        }
    }

    private void writeBundle() {
        try (ToyModel model = trainedModel()) {
            ModelBundle.write(bundle, description(), model, dataset);
        }
    }

    private void writeBundleOfOtherParameters() {
        try (ToyModel model = trainedModel()) {
            float[] parameters = new float[4];
            model.state().dense().get(0).readParameters(parameters);
            parameters[3] = Math.nextUp(parameters[3]);
            model.state().dense().get(0).writeParameters(parameters);
            ModelBundle.write(bundle, description(), model, dataset);
        }
    }

    private BundleDescription description() {
        return new BundleDescription(configuration, Map.of("campanile", "1.2.3"), Map.of("train/loss", 0.5));
    }

    private ToyModel trainedModel() {
        ToyModel model = new ToyModel(context());
        model.pretendTraining();
        return model;
    }

    private ModelContext context() {
        return ModelContext.of(configuration, SCHEMA, dataset, 1);
    }
}
