package org.campanile.core.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.config.ReadingConfiguration;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.Vocabulary;
import org.campanile.core.storage.FileCache;
import org.campanile.core.storage.LocalFileStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetReadingTest {
    private static final Schema SCHEMA = new Schema(
            List.of(new CategoricalFeature("site", FeatureSide.CONTEXT, "site")),
            List.of(new Vocabulary("site", 1000)),
            null,
            null);
    private static final ColumnSet COLUMNS = ColumnSet.of(SCHEMA.features());
    private static final long MIB = 1 << 20;

    @TempDir
    private Path folder;

    @TempDir
    private Path cache;

    private Batch written;

    @BeforeEach
    void writeDataset() {
        written = Rows.random(COLUMNS, 100, 1);
        new DatasetFixture(new LocalFileStore(folder), SCHEMA)
                .shard(Split.TRAIN, written, 30)
                .writeManifest();
    }

    @Test
    void aLocalDataSetIsReadWhereItIs() {
        ReadingConfiguration reading = new ReadingConfiguration(5, 200, 120, cache.toString(), 10);

        assertThat(read(DatasetReading.open(folder.toString(), reading, 1))).isEqualTo(Rows.texts(written));
        assertThat(read(DatasetReading.open(folder.toUri().toString(), reading, 1)))
                .isEqualTo(Rows.texts(written));
        assertThat(cache).isEmptyDirectory();
    }

    /** What is damaged after it was read does not matter to who has a copy; who has none hears of it. */
    @Test
    void throughACacheAShardIsReadFromItsCopyAndCheckedWhenItIsFetched() throws IOException {
        PreparedDataset dataset = PreparedDataset.open(new LocalFileStore(folder));
        assertThat(read(dataset.cachedBy(new FileCache(cache, MIB)))).isEqualTo(Rows.texts(written));
        Path shard = folder.resolve(dataset.manifest().train().get(0).path());
        byte[] bytes = Files.readAllBytes(shard);
        bytes[bytes.length - 200] ^= 1;
        Files.write(shard, bytes);

        assertThat(read(dataset.cachedBy(new FileCache(cache, MIB)))).isEqualTo(Rows.texts(written));
        PreparedDataset elsewhere = dataset.cachedBy(new FileCache(cache.resolve("other"), MIB));
        assertThatThrownBy(() -> read(elsewhere))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith(shard + " is damaged: its checksum is ")
                .hasMessageEndingWith("; prepare the data set again");
    }

    private static List<String> read(PreparedDataset dataset) {
        ShardInfo shard = dataset.manifest().train().get(0);
        Batch rows = new Batch(COLUMNS, 100);
        Batch group = new Batch(COLUMNS, 30);
        try (ShardReader reader = new ShardReader(dataset.store(), shard, COLUMNS, ShardKind.SAMPLES)) {
            for (int number = 0; number < shard.rowGroups().size(); number++) {
                reader.read(number, group);
                rows.append(group, 0, group.size());
            }
        }
        return Rows.texts(rows);
    }
}
