package org.campanile.core.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.schema.Vocabulary;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.LocalFileStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedDatasetTest {
    private static final Schema SCHEMA = new Schema(
            List.of(
                    new CategoricalFeature("user", FeatureSide.USER, "user"),
                    new CategoricalFeature("item", FeatureSide.ITEM, "item"),
                    new DenseFeature("price", FeatureSide.ITEM),
                    new CategoricalFeature("brand", FeatureSide.ITEM, "brand"),
                    new SequenceFeature("genres", FeatureSide.ITEM, "genre"),
                    new DenseFeature("hour", FeatureSide.CONTEXT)),
            List.of(
                    new Vocabulary("user", 4),
                    new Vocabulary("item", 7),
                    new Vocabulary("brand", 1000),
                    new Vocabulary("genre", 3)),
            "user",
            "item");
    private static final ColumnSet ITEM_COLUMNS = ColumnSet.of(SCHEMA.entityFeatures(FeatureSide.ITEM));

    @TempDir
    private Path folder;

    private FileStore store;
    private Batch items;

    @BeforeEach
    void writeDataset() {
        store = new LocalFileStore(folder);
        items = Rows.random(ITEM_COLUMNS, 7, 2);
        Batch samples = Rows.random(ColumnSet.of(SCHEMA.rowFeatures()), 25, 1);
        new DatasetFixture(store, SCHEMA)
                .shard(Split.TRAIN, samples, 10)
                .shard(Split.TRAIN, samples, 10)
                .shard(Split.TEST, samples, 10)
                .items(slice(items, 0, 4), 3)
                .items(slice(items, 4, 3), 3)
                .writeManifest();
    }

    @Test
    void opensWhatWasWritten() {
        PreparedDataset dataset = PreparedDataset.open(store);

        assertThat(dataset.schema()).isEqualTo(SCHEMA);
        assertThat(dataset.samples(Split.TRAIN)).isEqualTo(50);
        assertThat(dataset.samples(Split.VALIDATION)).isZero();
        assertThat(dataset.rowColumns().categorical())
                .extracting(CategoricalFeature::name)
                .containsExactly("user", "item");
        assertThatCode(dataset::verify).doesNotThrowAnyException();
    }

    @Test
    void thePartHistoryIsAbsentFromTheManifestUnlessThereIsOne() throws IOException {
        assertThat(Files.readString(folder.resolve("dataset.json"))).doesNotContain("history");
        assertThat(PreparedDataset.open(store).manifest().history()).isEmpty();

        Batch known = Rows.random(ColumnSet.of(SCHEMA.rowFeatures()), 5, 3);
        PreparedDataset dataset = new DatasetFixture(store, SCHEMA)
                .shard(Split.HISTORY, known, 10)
                .open();

        assertThat(dataset.samples(Split.HISTORY)).isEqualTo(5);
        assertThatCode(dataset::verify).doesNotThrowAnyException();
    }

    @Test
    void entitiesStandAtTheirIndices() {
        EntityFeatures features = PreparedDataset.open(store).entities(FeatureSide.ITEM);

        assertThat(features.size()).isEqualTo(7);
        assertThat(features.dense()).isEqualTo(Arrays.copyOf(items.dense(), 7));
        assertThat(features.categorical()[0]).isEqualTo(items.categorical(0));
        for (int item = 0; item <= 7; item++) {
            assertThat(features.sequences()[0].start(item))
                    .isEqualTo(items.sequence(0).start(item));
        }
        assertThat(Arrays.copyOf(features.sequences()[0].values(), features.sequences()[0].count()))
                .isEqualTo(Arrays.copyOf(
                        items.sequence(0).values(), items.sequence(0).count()));
    }

    @Test
    void entitiesWithoutFeaturesAreAsManyAsTheirVocabularySays() {
        EntityFeatures users = PreparedDataset.open(store).entities(FeatureSide.USER);

        assertThat(users.size()).isEqualTo(4);
        assertThat(users.columns()).isEqualTo(ColumnSet.of(List.of()));
    }

    @Test
    void countsStandAtTheirIndices() {
        assertThat(PreparedDataset.open(store).counts("item")).containsExactly(0, 10, 20, 30, 40, 50, 60);
    }

    @Test
    void tooFewEntitiesAreReported() {
        Schema larger = new Schema(
                SCHEMA.features(),
                List.of(
                        new Vocabulary("user", 4),
                        new Vocabulary("item", 9),
                        new Vocabulary("brand", 1000),
                        new Vocabulary("genre", 3)),
                "user",
                "item");
        PreparedDataset dataset =
                new DatasetFixture(store, larger).items(items, 3).open();

        assertThatThrownBy(() -> dataset.entities(FeatureSide.ITEM))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("hold 7 rows, but the vocabulary of their key has 9 indices");
    }

    @Test
    void anAbsentFolderIsReported() {
        assertThatThrownBy(() -> PreparedDataset.open(store.folder("nowhere")))
                .isInstanceOf(CampanileException.class)
                .hasMessage("No prepared data set in " + folder.resolve("nowhere")
                        + ": the folder does not exist; prepare it first, or correct data.prepared");
    }

    @Test
    void anotherTransformThanThatOfTheManifestIsReported() throws IOException {
        Path file = folder.resolve("transform.json");
        Files.writeString(file, Files.readString(file) + " ");

        assertThatThrownBy(() -> PreparedDataset.open(store))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith(file + " is damaged or not the one that the data were made by");
    }

    @Test
    void anAbsentManifestIsReported() throws IOException {
        Files.delete(folder.resolve("dataset.json"));

        assertThatThrownBy(() -> PreparedDataset.open(store))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("the folder has no dataset.json");
    }

    @Test
    void aManifestOfANewerVersionIsReported() throws IOException {
        edit("\"formatVersion\" : 2", "\"formatVersion\" : 3, \"somethingNew\" : 3");

        assertThatThrownBy(() -> PreparedDataset.open(store))
                .isInstanceOf(CampanileException.class)
                .hasMessage(folder.resolve("dataset.json")
                        + " has format version 3, but this Campanile reads up to 2: use a newer Campanile");
    }

    @Test
    void anUnknownPropertyIsReported() throws IOException {
        edit("\"source\" :", "\"sauce\" : 1, \"source\" :");

        assertThatThrownBy(() -> PreparedDataset.open(store))
                .isInstanceOf(CampanileException.class)
                .hasMessage(folder.resolve("dataset.json")
                        + " cannot be read (unknown property 'sauce'): prepare the data set again");
    }

    @Test
    void aMissingPropertyIsReported() throws IOException {
        edit("\"source\" : \"interactions\",", "");

        assertThatThrownBy(() -> PreparedDataset.open(store))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("creator property 'source'");
    }

    @Test
    void aMalformedManifestIsReported() throws IOException {
        Path manifest = folder.resolve("dataset.json");
        Files.writeString(manifest, Files.readString(manifest).substring(0, 200));

        assertThatThrownBy(() -> PreparedDataset.open(store))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining(manifest + " cannot be read (Unexpected end-of-input");
    }

    @Test
    void aSchemaThatContradictsItselfIsReported() throws IOException {
        edit("\"name\" : \"hour\"", "\"name\" : \"price\"");

        assertThatThrownBy(() -> PreparedDataset.open(store))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("cannot be read (feature price is declared twice)");
    }

    @Test
    void aManifestChangedByHandIsReported() throws IOException {
        edit("leave-one-out", "ratio");

        assertThatThrownBy(() -> PreparedDataset.open(store))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("does not match its own contentHash");
    }

    @Test
    void aMissingShardIsReported() throws IOException {
        Files.delete(folder.resolve("train/part-00001.parquet"));

        assertThatThrownBy(() -> PreparedDataset.open(store))
                .isInstanceOf(CampanileException.class)
                .hasMessage(folder.resolve("train/part-00001.parquet")
                        + " is missing: the data set is not whole, prepare it again");
    }

    @Test
    void aShardOfAnotherLengthIsReported() throws IOException {
        Path shard = folder.resolve("test/part-00000.parquet");
        byte[] bytes = Files.readAllBytes(shard);
        Files.write(shard, Arrays.copyOf(bytes, bytes.length - 1));

        assertThatThrownBy(() -> PreparedDataset.open(store))
                .isInstanceOf(CampanileException.class)
                .hasMessage("%s is damaged: it has %d bytes, but %d were written; prepare the data set again"
                        .formatted(shard, bytes.length - 1, bytes.length));
    }

    @Test
    void verifyNamesTheDamagedFile() throws IOException {
        Path vocabulary = folder.resolve("vocabulary/brand.parquet");
        byte[] bytes = Files.readAllBytes(vocabulary);
        bytes[bytes.length / 2] ^= 1;
        Files.write(vocabulary, bytes);
        PreparedDataset dataset = PreparedDataset.open(store);

        assertThatThrownBy(dataset::verify)
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith(vocabulary + " is damaged: its checksum is ");
    }

    @Test
    void theContentHashFollowsEveryFileAndSettingButNotTheReport() {
        DatasetManifest manifest = PreparedDataset.open(store).manifest();

        assertThat(ManifestFile.contentHash(manifest))
                .isEqualTo(manifest.contentHash())
                .hasSize(64);
        assertThat(ManifestFile.contentHash(withTrain(manifest, manifest.train().subList(0, 1))))
                .isNotEqualTo(manifest.contentHash());
        List<ShardInfo> swapped =
                List.of(manifest.train().get(1), manifest.train().get(0));
        assertThat(ManifestFile.contentHash(withTrain(manifest, swapped))).isNotEqualTo(manifest.contentHash());
    }

    @Test
    void theManifestIsWrittenTheSameEveryTime() throws IOException {
        DatasetManifest manifest = ManifestFile.read(store);
        String before = Files.readString(folder.resolve("dataset.json"));

        ManifestFile.write(store, manifest);

        assertThat(folder.resolve("dataset.json")).hasContent(before);
        assertThat(before).contains("\n  \"settings\" : {\n    \"data.path\" : \"raw\",\n    \"data.split.method\"");
    }

    private void edit(String from, String to) throws IOException {
        Path manifest = folder.resolve("dataset.json");
        String text = Files.readString(manifest);
        assertThat(text).contains(from);
        Files.writeString(manifest, text.replace(from, to));
    }

    private static Batch slice(Batch rows, int from, int count) {
        Batch slice = new Batch(rows.columns(), count);
        slice.append(rows, from, count);
        return slice;
    }

    private static DatasetManifest withTrain(DatasetManifest manifest, List<ShardInfo> train) {
        return new DatasetManifest(
                manifest.formatVersion(),
                manifest.source(),
                manifest.settings(),
                manifest.schema(),
                train,
                manifest.validation(),
                manifest.test(),
                manifest.history(),
                manifest.users(),
                manifest.items(),
                manifest.vocabularies(),
                manifest.transform(),
                manifest.report(),
                "");
    }
}
