package org.campanile.spark.preparation;

import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.campanile.core.Check;
import org.campanile.core.config.DataConfiguration;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.SourceOptions;
import org.campanile.core.storage.Checksums;

/**
 * Everything a prepared data set depends on: the settings of preparation, the raw files and the version of this code.
 * Folders, file times and the rejection limit are not part of it.
 *
 * @param settings values by configuration key; raw files under {@code raw.NAME}
 */
record DatasetIdentity(String source, Map<String, String> settings) {
    /** To be raised whenever the same input would be prepared differently. */
    private static final int PREPARATION_VERSION = 1;

    private static final int SHORT_HASH = 10;

    DatasetIdentity {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    static DatasetIdentity of(RunConfiguration configuration, RawData raw) {
        DataConfiguration data = configuration.data();
        Map<String, String> settings = new TreeMap<>();
        settings.put("preparation-version", Integer.toString(PREPARATION_VERSION));
        settings.put("seed", Long.toString(configuration.seed()));
        settings.put("data.source", data.source());
        settings.put("data.split.method", kebab(data.split().method().name()));
        settings.put("data.shards", Integer.toString(data.shards()));
        addOptions(data.options(), settings);
        raw.identity().forEach((name, fingerprint) -> settings.put("raw." + name, fingerprint));
        return new DatasetIdentity(data.source(), settings);
    }

    /** The name of the folder when {@code data.prepared} names none. */
    String folderName() {
        return source + "-" + Checksums.sha256(settings.toString()).substring(0, SHORT_HASH);
    }

    private static void addOptions(SourceOptions options, Map<String, String> settings) {
        Check.that(options instanceof Record, "options of a source are a record, not %s", options.getClass());
        for (RecordComponent component : options.getClass().getRecordComponents()) {
            settings.put("data." + kebab(component.getName()), String.valueOf(value(options, component)));
        }
    }

    private static Object value(SourceOptions options, RecordComponent component) {
        try {
            return component.getAccessor().invoke(options);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("option " + component + " cannot be read", failure);
        }
    }

    /* generatorSeed is generator-seed, LEAVE_ONE_OUT is leave-one-out */
    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replace('_', '-').toLowerCase(Locale.ROOT);
    }
}
