package org.campanile.spark.preparation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.Vocabulary;
import org.campanile.core.shard.DatasetManifest;
import org.campanile.core.shard.ManifestFile;
import org.campanile.core.shard.ShardInfo;
import org.campanile.core.shard.Split;
import org.campanile.core.storage.FileStore;
import org.campanile.core.transform.TransformFile;
import org.jspecify.annotations.Nullable;

/**
 * Writes encoded data as a data set: shards, entities, vocabularies, report and at last the manifest.
 *
 * @param trainFiles {@code data.shards}
 */
record DatasetWriter(Phases phases, DatasetIdentity identity, int trainFiles) {
    /** Validation, test and history have a file each for so many rows of all splits. */
    private static final long ROWS_PER_HELD_OUT_FILE = 1 << 23;

    /**
     * Writes everything into a folder.
     *
     * @param findings what was found out about the data
     * @param location where the folder will be in the end, for the report
     */
    PreparationReport write(
            EncodedData data, DataFindings findings, FileStore folder, String location, long beginNanos) {
        DatasetFiles files = new DatasetFiles(folder, data.schema());
        int heldOutFiles = Math.toIntExact(data.counts().get(0).used() / ROWS_PER_HELD_OUT_FILE) + 1;
        List<ShardInfo> samples =
                phases.run("writing samples", () -> files.samples(data.rows(), trainFiles, heldOutFiles));
        List<ShardInfo> users = entities(FeatureSide.USER, data, files);
        List<ShardInfo> items = entities(FeatureSide.ITEM, data, files);
        Map<String, ShardInfo> vocabularies =
                phases.run("writing vocabularies", () -> files.vocabularies(data.index()));
        DatasetManifest manifest = new DatasetManifest(
                DatasetManifest.FORMAT_VERSION,
                identity.source(),
                identity.settings(),
                data.schema(),
                part(samples, Split.TRAIN),
                part(samples, Split.VALIDATION),
                part(samples, Split.TEST),
                part(samples, Split.HISTORY),
                users,
                items,
                vocabularies,
                TransformFile.write(folder, data.transform()),
                Map.of(),
                "");
        String hash = ManifestFile.contentHash(manifest);
        double seconds = (System.nanoTime() - beginNanos) / 1e9;
        PreparationReport report = report(data, findings, manifest, location, hash, seconds);
        report.write(folder);
        ManifestFile.write(folder, manifest.with(report.counts(), report.contentHash()));
        return report;
    }

    private static List<ShardInfo> part(List<ShardInfo> samples, Split split) {
        return samples.stream()
                .filter(file -> file.path().startsWith(split.folder() + "/"))
                .toList();
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
            EncodedData data,
            DataFindings findings,
            DatasetManifest manifest,
            String location,
            String hash,
            double seconds) {
        Map<String, Long> splits = new TreeMap<>();
        for (Split split : Split.values()) {
            long rows =
                    manifest.shards(split).stream().mapToLong(ShardInfo::rows).sum();
            if (rows > 0 || split != Split.HISTORY) {
                splits.put(split.folder(), rows);
            }
        }
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
                splits,
                sizes(schema),
                findings.leakage().cases(),
                findings.profile(),
                data.hashCollisions(),
                data.bestAchievable(),
                seconds);
    }

    private static Map<String, Integer> sizes(Schema schema) {
        return schema.vocabularies().stream().collect(Collectors.toMap(Vocabulary::name, Vocabulary::size));
    }

    private static long entities(Schema schema, @Nullable String key) {
        return key == null ? 0 : schema.vocabulary(key).size() - 1L;
    }
}
