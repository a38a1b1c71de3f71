package org.campanile.spark.preparation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.shard.DatasetManifest;
import org.campanile.core.shard.ManifestFile;
import org.campanile.core.shard.ShardInfo;
import org.campanile.core.shard.Split;
import org.campanile.core.storage.FileStore;
import org.jspecify.annotations.Nullable;

/**
 * Writes encoded data as a data set: shards, entities, vocabularies, report and at last the manifest.
 *
 * @param trainFiles {@code data.shards}
 */
record DatasetWriter(Phases phases, DatasetIdentity identity, int trainFiles) {
    /** Rows of a file of validation or test. */
    private static final long HELD_OUT_ROWS_PER_FILE = 1 << 20;

    /**
     * Writes everything into a folder.
     *
     * @param location where the folder will be in the end, for the report
     */
    PreparationReport write(EncodedData data, FileStore folder, String location, long beginNanos) {
        DatasetFiles files = new DatasetFiles(folder, data.schema());
        Map<String, Long> sizes = phases.run("counting splits", () -> splitSizes(data));
        List<ShardInfo> train = samples(Split.TRAIN, trainFiles, data, files);
        List<ShardInfo> validation = samples(Split.VALIDATION, heldOutFiles(Split.VALIDATION, sizes), data, files);
        List<ShardInfo> test = samples(Split.TEST, heldOutFiles(Split.TEST, sizes), data, files);
        List<ShardInfo> users = entities(FeatureSide.USER, data, files);
        List<ShardInfo> items = entities(FeatureSide.ITEM, data, files);
        Map<String, ShardInfo> vocabularies =
                phases.run("writing vocabularies", () -> files.vocabularies(data.index()));
        DatasetManifest manifest = new DatasetManifest(
                DatasetManifest.FORMAT_VERSION,
                identity.source(),
                identity.settings(),
                data.schema(),
                train,
                validation,
                test,
                users,
                items,
                vocabularies,
                Map.of(),
                "");
        String hash = ManifestFile.contentHash(manifest);
        double seconds = (System.nanoTime() - beginNanos) / 1e9;
        PreparationReport report = report(data, sizes, location, hash, seconds);
        report.write(folder);
        ManifestFile.write(folder, complete(manifest, report));
        return report;
    }

    private static Map<String, Long> splitSizes(EncodedData data) {
        Map<String, Long> sizes = new TreeMap<>();
        for (Split split : Split.values()) {
            sizes.put(split.folder(), 0L);
        }
        for (Row size : data.rows().groupBy(Splits.SPLIT).count().collectAsList()) {
            sizes.put(size.getString(0), size.getLong(1));
        }
        return sizes;
    }

    private static int heldOutFiles(Split split, Map<String, Long> sizes) {
        long rows = sizes.getOrDefault(split.folder(), 0L);
        return Math.toIntExact(rows / HELD_OUT_ROWS_PER_FILE) + 1;
    }

    private List<ShardInfo> samples(Split split, int count, EncodedData data, DatasetFiles files) {
        return phases.run("writing " + split.folder(), () -> files.samples(data.rows(), split, count));
    }

    private List<ShardInfo> entities(FeatureSide side, EncodedData data, DatasetFiles files) {
        Dataset<Row> rows = data.entities().get(side);
        if (rows == null) {
            return List.of();
        }
        int size = data.index().size(data.schema().key(side).vocabulary());
        String phase = side == FeatureSide.USER ? "writing users" : "writing items";
        return phases.run(phase, () -> files.entities(rows, side, size));
    }

    private PreparationReport report(
            EncodedData data, Map<String, Long> sizes, String location, String hash, double seconds) {
        Schema schema = data.schema();
        long users = entities(schema, schema.userKey());
        long items = entities(schema, schema.itemKey());
        double pairs = (double) users * items;
        return new PreparationReport(
                identity.source(),
                location,
                hash,
                false,
                data.counts(),
                users,
                items,
                pairs == 0 ? 0 : data.counts().get(0).used() / pairs,
                sizes,
                data.index().sizes(),
                data.leakage(),
                seconds);
    }

    private static long entities(Schema schema, @Nullable String key) {
        return key == null ? 0 : schema.vocabulary(key).size() - 1L;
    }

    private static DatasetManifest complete(DatasetManifest manifest, PreparationReport report) {
        return new DatasetManifest(
                manifest.formatVersion(),
                manifest.source(),
                manifest.settings(),
                manifest.schema(),
                manifest.train(),
                manifest.validation(),
                manifest.test(),
                manifest.users(),
                manifest.items(),
                manifest.vocabularies(),
                report.counts(),
                report.contentHash());
    }
}
