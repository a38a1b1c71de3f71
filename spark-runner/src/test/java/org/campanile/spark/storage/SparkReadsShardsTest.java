package org.campanile.spark.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.shard.ShardInfo;
import org.campanile.core.shard.ShardKind;
import org.campanile.core.shard.ShardReader;
import org.campanile.core.shard.ShardWriter;
import org.campanile.core.shard.VocabularyEntry;
import org.campanile.core.shard.VocabularyFile;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.FileStores;
import org.campanile.spark.preparation.PreparationFixture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkReadsShardsTest {
    private static final ColumnSet COLUMNS = new ColumnSet(
            List.of(new DenseFeature("price", FeatureSide.CONTEXT)),
            List.of(new CategoricalFeature("item", FeatureSide.CONTEXT, "item")),
            List.of(new SequenceFeature("history", FeatureSide.CONTEXT, "item")));

    private static SparkSession spark;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startSpark() {
        spark = PreparationFixture.spark();
    }

    @Test
    void samplesWithNumbersListsAndEmptyLists() {
        FileStore store = FileStores.open("plain://" + folder);
        writeSamples(store);

        List<Row> rows = spark.read()
                .parquet(folder.resolve("samples.parquet").toString())
                .collectAsList();

        assertThat(rows.get(0).schema().simpleString())
                .isEqualTo("struct<price:float,item:int,history:array<int>,label:float>");
        assertThat(rows)
                .extracting(row -> List.of(row.get(0), row.get(1), row.getList(2), row.get(3)))
                .containsExactly(
                        List.of(0.5f, 10, List.of(), 0f),
                        List.of(1.5f, 11, List.of(7), 1f),
                        List.of(2.5f, 12, List.of(7, 8), 0f));
    }

    @Test
    void vocabularies() {
        FileStore store = FileStores.open("plain://" + folder);
        List<VocabularyEntry> entries =
                List.of(new VocabularyEntry("", 0, 0), new VocabularyEntry("größe", 1, 1L << 40));
        VocabularyFile.write(store, "vocabulary.parquet", entries.iterator());

        List<Row> rows = spark.read()
                .parquet(folder.resolve("vocabulary.parquet").toString())
                .collectAsList();

        assertThat(rows)
                .extracting(row -> new VocabularyEntry(row.getString(0), row.getInt(1), row.getLong(2)))
                .isEqualTo(entries);
    }

    @Test
    void shardsAreReadThroughHadoop() {
        FileStore store = FileStores.open("plain://" + folder);
        ShardInfo shard = writeSamples(store);
        Batch rows = new Batch(COLUMNS, 2);

        try (ShardReader reader = new ShardReader(store, shard, COLUMNS, ShardKind.SAMPLES)) {
            reader.read(1, rows);
        }

        assertThat(rows.size()).isEqualTo(1);
        assertThat(rows.categorical(0)[0]).isEqualTo(12);
    }

    @Test
    void fileSystemsThatTheSparkApplicationConfiguresAreFound() {
        SparkEnv.get().conf().set("spark.hadoop.fs.configured.impl", PlainFileSystem.class.getName());

        FileStore store = FileStores.open("configured://" + folder);

        assertThat(store.root()).isEqualTo("configured:" + folder);
        assertThat(writeSamples(store).rows()).isEqualTo(3);
    }

    /** Three rows, of which row {@code r} has {@code r} ids in its history, in row groups of two. */
    private static ShardInfo writeSamples(FileStore store) {
        Batch rows = new Batch(COLUMNS, 3);
        for (int row = 0; row < 3; row++) {
            rows.dense()[row] = row + 0.5f;
            rows.categorical(0)[row] = 10 + row;
            rows.sequence(0).addRow(new int[] {7, 8}, 0, row);
            rows.labels()[row] = row % 2;
        }
        rows.setSize(3);
        try (ShardWriter writer = new ShardWriter(store, "samples.parquet", COLUMNS, ShardKind.SAMPLES, 2)) {
            writer.append(rows);
            return writer.finish();
        }
    }
}
