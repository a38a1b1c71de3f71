package org.campanile.spark.preparation;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.campanile.core.config.ConfigurationWriter;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.storage.Checksums;

/**
 * Everything a prepared data set depends on: the settings of preparation, the raw files and the version of this code.
 * Folders, file times and the rejection limit are not part of it.
 *
 * @param settings values by configuration key; raw files under {@code raw.NAME}
 */
record DatasetIdentity(String source, Map<String, String> settings) {
    /** To be raised whenever the same input would be prepared differently. */
    private static final int PREPARATION_VERSION = 2;

    private static final Set<String> NOT_PART_OF_IT =
            Set.of("data.path", "data.prepared", "data.max-rejected-fraction");
    /** How a data set is read says nothing of what it holds. */
    private static final String READING = "data.reading.";

    private static final int SHORT_HASH = 10;

    DatasetIdentity {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    static DatasetIdentity of(RunConfiguration configuration, RawData raw) {
        Map<String, String> settings = new TreeMap<>();
        ConfigurationWriter.flatten(configuration).forEach((key, value) -> {
            boolean isOfData = key.startsWith("data.") && !key.startsWith(READING) && !NOT_PART_OF_IT.contains(key);
            if (key.equals("seed") || isOfData) {
                settings.put(key, value);
            }
        });
        settings.put("preparation-version", Integer.toString(PREPARATION_VERSION));
        raw.identity().forEach((name, fingerprint) -> settings.put("raw." + name, fingerprint));
        return new DatasetIdentity(configuration.data().source(), settings);
    }

    /** The name of the folder when {@code data.prepared} names none. */
    String folderName() {
        return source + "-" + Checksums.sha256(settings.toString()).substring(0, SHORT_HASH);
    }
}
