package org.campanile.core.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.Vocabulary;
import org.campanile.core.storage.FileStore;
import org.campanile.core.transform.DatasetTransform;
import org.campanile.core.transform.TransformFile;

/** Writes small data sets, for tests. */
public final class DatasetFixture {
    private final FileStore store;
    private final Schema schema;
    private final Map<Split, List<ShardInfo>> shards = new TreeMap<>();
    private final List<ShardInfo> users = new ArrayList<>();
    private final List<ShardInfo> items = new ArrayList<>();

    public DatasetFixture(FileStore store, Schema schema) {
        this.store = store;
        this.schema = schema;
        for (Split split : Split.values()) {
            shards.put(split, new ArrayList<>());
        }
    }

    /** Adds one shard of a part. */
    public DatasetFixture shard(Split split, Batch rows, int rowsPerGroup) {
        String path = "%s/part-%05d.parquet"
                .formatted(split.folder(), shards.get(split).size());
        shards.get(split).add(write(path, rows, ShardKind.SAMPLES, rowsPerGroup));
        return this;
    }

    public DatasetFixture users(Batch rows, int rowsPerGroup) {
        users.add(write("users/part-%05d.parquet".formatted(users.size()), rows, ShardKind.ENTITIES, rowsPerGroup));
        return this;
    }

    public DatasetFixture items(Batch rows, int rowsPerGroup) {
        items.add(write("items/part-%05d.parquet".formatted(items.size()), rows, ShardKind.ENTITIES, rowsPerGroup));
        return this;
    }

    /** Writes vocabularies (value {@code v<index>}, count 10 times the index) and the manifest, and opens the data set. */
    public PreparedDataset open() {
        writeManifest();
        return PreparedDataset.open(store);
    }

    public DatasetManifest writeManifest() {
        Map<String, ShardInfo> vocabularies = new TreeMap<>();
        for (Vocabulary vocabulary : schema.vocabularies()) {
            vocabularies.put(vocabulary.name(), writeVocabulary(vocabulary));
        }
        DatasetManifest manifest = manifest(vocabularies, "");
        manifest = manifest(vocabularies, ManifestFile.contentHash(manifest));
        ManifestFile.write(store, manifest);
        return manifest;
    }

    private DatasetManifest manifest(Map<String, ShardInfo> vocabularies, String contentHash) {
        return new DatasetManifest(
                DatasetManifest.FORMAT_VERSION,
                "interactions",
                Map.of("data.split.method", "leave-one-out", "data.path", "raw"),
                schema,
                shards.get(Split.TRAIN),
                shards.get(Split.VALIDATION),
                shards.get(Split.TEST),
                shards.get(Split.HISTORY),
                users,
                items,
                vocabularies,
                TransformFile.write(store, new DatasetTransform(List.of())),
                Map.of("rows.read", 10L),
                contentHash);
    }

    private ShardInfo writeVocabulary(Vocabulary vocabulary) {
        return VocabularyFile.write(
                store,
                "vocabulary/" + vocabulary.name() + ".parquet",
                IntStream.range(0, vocabulary.size())
                        .mapToObj(DatasetFixture::entry)
                        .iterator());
    }

    private static VocabularyEntry entry(int index) {
        return new VocabularyEntry(index == 0 ? "" : "v" + index, index, 10L * index);
    }

    private ShardInfo write(String path, Batch rows, ShardKind kind, int rowsPerGroup) {
        ColumnSet columns = rows.columns();
        try (ShardWriter writer = new ShardWriter(store, path, columns, kind, rowsPerGroup)) {
            writer.append(rows);
            return writer.finish();
        }
    }
}
