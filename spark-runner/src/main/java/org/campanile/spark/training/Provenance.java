package org.campanile.spark.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.shard.DatasetManifest;
import org.campanile.core.shard.ShardInfo;
import org.campanile.core.shard.Split;
import org.campanile.core.tracking.RunData;
import org.campanile.core.tracking.RunProvenance;
import org.campanile.spark.Versions;

/** Collects what a run is made from. */
final class Provenance {
    private Provenance() {}

    static RunProvenance of(RunConfiguration configuration, DatasetManifest data, String folder) {
        Map<String, String> facts = new LinkedHashMap<>();
        Map<String, Long> parts = new LinkedHashMap<>();
        facts.put("model", configuration.model().type());
        for (Split split : Split.values()) {
            long rows = data.shards(split).stream().mapToLong(ShardInfo::rows).sum();
            if (rows > 0) {
                parts.put(split.folder(), rows);
            }
            if (rows > 0 || split != Split.HISTORY) {
                facts.put(split.folder() + " rows", String.valueOf(rows));
            }
        }
        data.schema()
                .vocabularies()
                .forEach(vocabulary ->
                        facts.put("vocabulary " + vocabulary.name(), String.valueOf(vocabulary.size() - 1)));
        facts.put("workers", String.valueOf(configuration.cluster().workers()));
        return new RunProvenance(
                new RunData(data.source(), folder, data.contentHash(), data.schema(), parts),
                Map.of("seed", configuration.seed()),
                Versions.all(),
                facts);
    }
}
