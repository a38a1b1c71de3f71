package org.campanile.core.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.storage.Checksums;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.LocalFileStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardWriterTest {
    @TempDir
    private Path folder;

    private FileStore store;

    @BeforeEach
    void openStore() {
        store = new LocalFileStore(folder);
    }

    @ParameterizedTest
    @CsvSource({"0, 4", "1, 4", "4, 4", "9, 4", "1000, 64", "70000, 70000"})
    void everyColumnComesBack(int rows, int rowsPerGroup) {
        Batch written = Rows.random(Rows.ALL_KINDS, rows, 7);

        ShardInfo shard = write("train/part-0.parquet", written, rowsPerGroup);

        assertThat(read(shard, Rows.ALL_KINDS)).isEqualTo(Rows.texts(written));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyMixOfColumnsAndSizesOfBatchesComesBack(int seed) {
        Random random = new Random(seed);
        ColumnSet columns = randomColumns(random);
        int rowsPerGroup = 1 + random.nextInt(50);
        List<String> written = new ArrayList<>();
        ShardInfo shard;
        try (ShardWriter writer = new ShardWriter(store, "a.parquet", columns, ShardKind.SAMPLES, rowsPerGroup)) {
            for (int batch = 0; batch < 10; batch++) {
                Batch rows = Rows.random(columns, random.nextInt(40), seed * 100L + batch);
                writer.append(rows);
                written.addAll(Rows.texts(rows));
            }
            shard = writer.finish();
        }

        assertThat(read(shard, columns)).isEqualTo(written);
    }

    @Test
    void rowGroupsHaveExactlyTheRowsAskedForAndTheLastTheRest() {
        // 23 = 2 * 10 + 3
        ShardInfo shard = write("a.parquet", Rows.random(Rows.ALL_KINDS, 23, 1), 10);

        assertThat(shard.rowGroups()).containsExactly(10, 10, 3);
        assertThat(shard.rows()).isEqualTo(23);
    }

    @Test
    void lengthAndChecksumAreThoseOfTheFile() throws Exception {
        ShardInfo shard = write("train/a.parquet", Rows.random(Rows.ALL_KINDS, 100, 1), 10);

        assertThat(shard.path()).isEqualTo("train/a.parquet");
        assertThat(shard.bytes()).isEqualTo(Files.size(folder.resolve("train/a.parquet")));
        assertThat(shard.sha256()).isEqualTo(Checksums.sha256(store, "train/a.parquet"));
    }

    @Test
    void theSameRowsGiveTheSameBytesHoweverTheyAreAppended() {
        Batch rows = Rows.random(Rows.ALL_KINDS, 100, 1);
        ShardInfo whole = write("a.parquet", rows, 16);
        ShardInfo oneByOne;
        Batch single = new Batch(Rows.ALL_KINDS, 1);
        try (ShardWriter writer = new ShardWriter(store, "b.parquet", Rows.ALL_KINDS, ShardKind.SAMPLES, 16)) {
            for (int row = 0; row < rows.size(); row++) {
                single.clear();
                single.append(rows, row, 1);
                writer.append(single);
            }
            oneByOne = writer.finish();
        }

        assertThat(oneByOne.sha256()).isEqualTo(whole.sha256());
    }

    @Test
    void pagesOfLongListsEndBeforeTheyGrowLarge() {
        // 3 rows of 200,000 ids: a page is full at 262,144, so after two rows.
        ColumnSet columns = ColumnSet.of(List.of(new SequenceFeature("history", FeatureSide.USER, "item")));
        Batch rows = new Batch(columns, 3);
        int[] ids = new Random(3).ints(200_000, 0, 1000).toArray();
        for (int row = 0; row < 3; row++) {
            rows.sequence(0).addRow(ids, row, ids.length - row);
        }
        rows.setSize(3);

        ShardInfo shard = write("a.parquet", rows, 3);

        assertThat(read(shard, columns)).isEqualTo(Rows.texts(rows));
    }

    @Test
    void entitiesHaveNoLabel() {
        ColumnSet columns = ColumnSet.of(List.of(new DenseFeature("price", FeatureSide.ITEM)));
        ShardInfo shard;
        try (ShardWriter writer = new ShardWriter(store, "items/a.parquet", columns, ShardKind.ENTITIES, 10)) {
            writer.append(Rows.random(columns, 5, 1));
            shard = writer.finish();
        }

        assertThatThrownBy(() -> new ShardReader(store, shard, columns, ShardKind.SAMPLES))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining(folder + "/items/a.parquet is damaged: its columns are")
                .hasMessageContaining("required float label");
        new ShardReader(store, shard, columns, ShardKind.ENTITIES).close();
    }

    @Test
    void closingWithoutFinishLeavesNothing() {
        try (ShardWriter writer = new ShardWriter(store, "a.parquet", Rows.ALL_KINDS, ShardKind.SAMPLES, 10)) {
            writer.append(Rows.random(Rows.ALL_KINDS, 35, 1));
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFeatureMayNotTakeTheNameOfTheLabel() {
        ColumnSet columns = ColumnSet.of(List.of(new DenseFeature("label", FeatureSide.CONTEXT)));

        assertThatThrownBy(() -> new ShardWriter(store, "a.parquet", columns, ShardKind.SAMPLES, 10))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("Two columns are called 'label'");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void damagedBytesAreReportedWithFileAndRowGroup() throws Exception {
        ShardInfo shard = write("a.parquet", Rows.random(Rows.ALL_KINDS, 30, 1), 10);
        Path file = folder.resolve("a.parquet");
        byte[] bytes = Files.readAllBytes(file);
        // Byte 60 lies in the first column of row group 0: a page of 10 floats follows the 4 bytes of "PAR1".
        bytes[60] ^= 0x55;
        Files.write(file, bytes);

        Batch target = new Batch(Rows.ALL_KINDS, 10);
        try (ShardReader reader = new ShardReader(store, shard, Rows.ALL_KINDS, ShardKind.SAMPLES)) {
            assertThatThrownBy(() -> reader.read(0, target))
                    .isInstanceOf(CampanileException.class)
                    .hasMessageStartingWith(file + " is damaged: row group 0 cannot be read: ");
            reader.read(1, target);
            assertThat(target.size()).isEqualTo(10);
        }
    }

    @Test
    void aTruncatedFileIsReportedWithBothLengths() throws Exception {
        ShardInfo shard = write("a.parquet", Rows.random(Rows.ALL_KINDS, 30, 1), 10);
        Path file = folder.resolve("a.parquet");
        Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 50));

        assertThatThrownBy(() -> new ShardReader(store, shard, Rows.ALL_KINDS, ShardKind.SAMPLES))
                .isInstanceOf(CampanileException.class)
                .hasMessage("%s is damaged: it has 50 bytes, but %d were written; prepare the data set again"
                        .formatted(file, shard.bytes()));
    }

    @Test
    void aFileThatIsNotParquetIsReported() throws Exception {
        ShardInfo shard = write("a.parquet", Rows.random(Rows.ALL_KINDS, 30, 1), 10);
        Path file = folder.resolve("a.parquet");
        Files.write(file, new byte[(int) shard.bytes()]);

        assertThatThrownBy(() -> new ShardReader(store, shard, Rows.ALL_KINDS, ShardKind.SAMPLES))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith(file + " is damaged: its footer cannot be read: ");
    }

    private ShardInfo write(String path, Batch rows, int rowsPerGroup) {
        try (ShardWriter writer = new ShardWriter(store, path, rows.columns(), ShardKind.SAMPLES, rowsPerGroup)) {
            writer.append(rows);
            return writer.finish();
        }
    }

    private List<String> read(ShardInfo shard, ColumnSet columns) {
        List<String> rows = new ArrayList<>();
        Batch group = new Batch(
                columns, shard.rowGroups().stream().mapToInt(i -> i).max().orElse(1));
        try (ShardReader reader = new ShardReader(store, shard, columns, ShardKind.SAMPLES)) {
            for (int number = 0; number < shard.rowGroups().size(); number++) {
                reader.read(number, group);
                rows.addAll(Rows.texts(group));
            }
        }
        return rows;
    }

    private static ColumnSet randomColumns(Random random) {
        List<Feature> features = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            features.add(new DenseFeature("dense " + i, FeatureSide.CONTEXT));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            features.add(new CategoricalFeature("categorical." + i, FeatureSide.CONTEXT, "v"));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            features.add(new SequenceFeature("sequence" + i, FeatureSide.CONTEXT, "v"));
        }
        return ColumnSet.of(features);
    }
}
